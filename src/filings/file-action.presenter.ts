import { reportHref } from '../reports/report-links.js';
import type { CompiledReport } from '../reports/report.js';
import { link, type ActionView } from '../web/parts.js';
import type { Visit } from '../web/visit.js';
import type { Filing } from './filing.js';

/** On the page of a report: the way to its file, or the step that puts it on file. */
export function presentFile(
  { unit, term }: CompiledReport,
  filing: Filing | undefined,
  mayFile: boolean,
  { t }: Visit,
): ActionView | null {
  if (filing !== undefined) {
    const state = t(`filings:state.${filing.state}`).toLocaleLowerCase();
    return link(t('filings:onFile', { state }), `/filings/${filing.id}`);
  }
  if (!mayFile) return null;
  return { label: t('filings:open'), href: `${reportHref(unit.code, term)}/filing`, post: true, fields: [] };
}
