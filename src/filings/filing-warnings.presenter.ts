import type { CompiledReport } from '../reports/report.js';
import { printTerm } from '../reports/term-words.js';
import { printDay } from '../shared/dates.js';
import type { Visit } from '../web/visit.js';
import type { Contradiction } from './contradictions.js';
import { emptyTexts, filingSteps, missingTexts, type Filing } from './filing.js';

type Doubtful = {
  filing: Filing;
  report: CompiledReport;
  contradictions: readonly Contradiction[];
  overlapping: readonly Filing[];
};

const isWorkedOn = ({ state }: Filing): boolean => state === 'draft' || state === 'returned';

/** What keeps a report from being sent. */
function missing({ filing, report }: Doubtful, { t }: Visit): string[] {
  if (!isWorkedOn(filing)) return [];
  return [
    ...(report.provisional ? [t('filings:running')] : []),
    ...missingTexts(filing, report).map((name) =>
      t('filings:missingText', { section: t(`reports:section.${name}`) }),
    ),
  ];
}

/** Parts that are printed as nothing. */
function empty({ filing, report }: Doubtful, { t }: Visit): string[] {
  if (!isWorkedOn(filing)) return [];
  const needed = missingTexts(filing, report);
  return emptyTexts(filing, report)
    .filter((name) => !needed.includes(name))
    .map((name) => t(`reports:section.${name}`));
}

/** Why the leader gave the report back; remarks stand at their places. */
const returned = ({ filing }: Doubtful): string[] => {
  const last = filing.history.findLast(({ action }) => action === filingSteps.return.event);
  return filing.state === 'returned' && last?.reason !== undefined ? [last.reason] : [];
};

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
    { title: t('filings:returned'), lines: returned(content) },
    { title: t('filings:missing'), lines: missing(content, visit) },
    { title: t('filings:unwritten'), lines: empty(content, visit) },
    { title: t('filings:overlaps'), lines: twice(content, visit) },
    { title: t('filings:contradictions'), lines: doubtful(content, visit) },
  ].filter(({ lines }) => lines.length > 0);
}
