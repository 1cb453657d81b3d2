import { parties } from '../../settings/measures.js';
import { inLanguage } from '../../shared/language.js';
import { handlingHref, handlingsBehind } from '../report-links.js';
import { partyOf } from '../subject.js';
import { countTable } from './count-table.js';
import type { FigureTableView, Telling } from './figure-table.js';

type Narrow = Parameters<typeof handlingsBehind>[4];

/** Collectives and persons handled, by form. */
export function handlingTable(telling: Telling): FigureTableView {
  const { report, language, t } = telling;
  const groups = parties.map((party) => ({
    head: t(`reports:handled.${party}`),
    lines: report.handlings
      .filter((line) => line.party === party)
      .map(({ measure, counts }) => ({
        label: inLanguage(measure, language),
        counts,
        narrow: { party, measure: measure.vi },
      })),
  }));
  return countTable<Narrow>(telling, 'handlings', groups, (scope, span, narrow) =>
    handlingHref(handlingsBehind(scope, span, partyOf(report), report.period, narrow)),
  );
}
