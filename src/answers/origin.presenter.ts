import type { SignLinks } from '../checklists/sign-links.js';
import { presentMovedSign } from '../checklists/sign-links.presenter.js';
import type { EvidenceItem } from '../findings/finding.js';
import { inLanguage } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import { printCounts } from './item.presenter.js';
import type { Reading } from './sheets.service.js';

/** What a finding takes over from the answer that it is made of; undefined for an item that this case does not check. */
export function presentOrigin(
  { sections, answers, record }: Reading,
  code: string,
  links: SignLinks,
  visit: Visit,
) {
  const { t, language } = visit;
  const item = sections.flatMap(({ items }) => items).find((one) => one.code === code);
  if (item === undefined) return undefined;
  const answer = answers.get(code);
  const evidence: EvidenceItem[] = answer?.evidence ?? [];
  // What goes into a finding is read by the unit: Vietnamese, whatever language the inspector reads.
  const counts = answer === undefined ? '' : printCounts(answer, item, 'vi');
  const seen = [answer?.note ?? '', counts].filter((part) => part !== '').join('\n');
  const lead = (key: string) =>
    language === 'vi' ? t(`answers:${key}`, { item: item.text.vi }) : item.text.vi;
  return {
    code,
    text: inLanguage(item.text, language),
    signNote: presentMovedSign(
      links.moved([item], () => record),
      visit,
    ),
    evidence,
    values: {
      item: code,
      // The checklist may be older than the catalogue in force.
      sign: links.codeNow(item, record),
      legalBasis: item.basis.slice(0, 500),
      seen: seen === '' ? lead('notMet') : seen,
      mustDo: lead('mustDo'),
      linked: evidence.map(({ id }) => id),
    },
  };
}
