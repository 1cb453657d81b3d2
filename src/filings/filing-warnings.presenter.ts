import type { CompiledReport } from '../reports/report.js';
import { printTerm } from '../reports/term-words.js';
import { neededTexts } from '../reports/writing.js';
import { printDay } from '../shared/dates.js';
import type { Visit } from '../web/visit.js';
import type { Contradiction } from './contradictions.js';
import { emptyTexts, type Filing } from './filing.js';

type Doubtful = {
  filing: Filing;
  report: CompiledReport;
  contradictions: readonly Contradiction[];
  overlapping: readonly Filing[];
};

/** What keeps a report from being sent, and what is printed as nothing. */
function missing({ filing, report }: Doubtful, { t }: Visit): string[] {
  if (filing.state !== 'draft' && filing.state !== 'returned') return [];
  return [
    ...(report.provisional ? [t('filings:running')] : []),
    ...emptyTexts(filing, report).map((name) =>
      t(neededTexts.includes(name) ? 'filings:missingText' : 'filings:emptyText', {
        section: t(`reports:section.${name}`),
      }),
    ),
  ];
}

const doubtful = ({ contradictions }: Doubtful, { t }: Visit): string[] =>
  contradictions.map(({ text, typed, noun, figures }) =>
    t('filings:contradiction', {
      section: t(`reports:section.${text}`),
      typed,
      noun,
      figures: figures.join('; '),
    }),
  );

/** A term with a cut-off of its own may begin before the one before it has ended: nobody should count days twice. */
const twice = ({ filing, overlapping }: Doubtful, { t, language }: Visit): string[] =>
  overlapping.map(({ term, from, to, state, issued }) =>
    t('filings:overlap', {
      term: printTerm(term, language),
      from: printDay(from > filing.from ? from : filing.from, language),
      to: printDay(to < filing.to ? to : filing.to, language),
      state: issued?.number ?? t(`filings:state.${state}`).toLocaleLowerCase(),
    }),
  );

/** What to look at before a report goes on; nothing of one that is issued, for nothing can change it. */
export function presentWarnings(content: Doubtful, visit: Visit): { title: string; lines: string[] }[] {
  if (content.filing.issued !== undefined) return [];
  const { t } = visit;
  return [
    { title: t('filings:missing'), lines: missing(content, visit) },
    { title: t('filings:overlaps'), lines: twice(content, visit) },
    { title: t('filings:contradictions'), lines: doubtful(content, visit) },
  ].filter(({ lines }) => lines.length > 0);
}
