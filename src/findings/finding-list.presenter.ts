import type { Page as Rows } from '../shared/paging.js';
import { printNumber } from '../shared/language.js';
import { allowed } from '../policies/policy.js';
import { actionsFrom, link } from '../web/parts.js';
import { presentList, type ListKind } from '../web/list-page.js';
import type { Page, Visit } from '../web/visit.js';
import { findingViews, isReportFilter, ownFindings, type FindingFilter } from './finding-filter.js';
import type { FindingRow } from './finding.queries.js';
import { presentFindingRow, type Judge } from './finding-row.presenter.js';
import { findingStates, severities } from './finding.js';

export type FindingListContext = {
  filter: FindingFilter;
  count: number;
  judge: Judge;
  /** Whether the reader may do something to many of them at once. */
  marks: boolean;
  /** Names of the units and signs that the filter speaks of, by their ids and codes. */
  names: Map<string, string>;
};

export const LIST: ListKind = {
  things: 'findings',
  usual: 'open',
  worded: ['state', 'severity', 'remedied', 'standing', 'mine', 'repeat', 'ruling', 'verifier'],
};

/** Everything that the list of findings prints, the most urgent first. */
export function presentFindingList(list: Rows<FindingRow>, context: FindingListContext, visit: Visit): Page {
  const { t, language } = visit;
  const { filter, count, names, judge, marks } = context;
  const choices = {
    ...(isReportFilter(filter) ? {} : { state: findingStates }),
    severity: severities,
    repeat: ['yes'],
    // How an authority shares out its work is for those who do it.
    ...(marks ? { mine: ownFindings, verifier: ['none'] } : {}),
  };
  return {
    ...presentList(LIST, list, { filter, count, names, views: findingViews, days: [], choices }, visit),
    // Whoever may write letters for his authority finds them where lateness is seen.
    actions: actionsFrom([
      ...(allowed(visit.actor, 'document.draw_up', {
        preparerId: '',
        approverId: '',
        teamIds: [],
        authorityId: visit.actor.post.unitId,
        unitId: '',
      })
        ? [link(t('urging:open'), '/urging')]
        : []),
      link(t('handling:list'), '/handling'),
      ...(marks ? [link(t('batches:own'), '/batches')] : []),
    ]),
    marking: marks
      ? {
          marked: t('batches:withMarked'),
          all: t('batches:withAll', { count, shown: printNumber(count, language) }),
          hidden: Object.entries(filter).map(([name, value]) => ({ name, value: String(value) })),
        }
      : null,
    table: {
      caption: t('findings:list'),
      rows: list.rows.map((row) => ({
        ...presentFindingRow(row, judge, language, t),
        mark: marks ? row.id : null,
      })),
    },
  };
}
