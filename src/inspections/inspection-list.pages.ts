import { actsFor } from '../batches/batch.pages.js';
import { exportAnswer } from '../exports/answer.js';
import { savedFor } from '../filters/saved-filters.pages.js';
import type { FileFormat } from '../exports/table-file.js';
import { presentLamp } from '../findings/finding-row.presenter.js';
import { caseLamp } from '../findings/lamp.js';
import { allowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { readKey } from '../shared/paging.js';
import { describeFilter } from '../web/list-page.js';
import { page, redirect, type Answer, type Visit } from '../web/visit.js';
import { pathOfNumber } from './case-number.queries.js';
import { numbersIn } from './case-number.js';
import { tallyFor } from './disclosure.js';
import { readInspectionFilter, type InspectionFilter } from './inspection-filter.js';
import { LIST, presentInspectionList } from './inspection-list.presenter.js';
import { inspectionColumns } from './inspection-table.presenter.js';
import {
  countInspections,
  everyInspection,
  inspectionQuery,
  listInspections,
  type InspectionRow,
} from './inspection.queries.js';
import { partyPages } from './party.pages.js';

/** The list of inspections, page by page on screen and whole as a file. */
export function inspectionListPages(services: Services) {
  const { units, timing, kept } = services;
  const parties = partyPages(services);

  /** What was searched for: a number, else the unit that the words name. */
  async function searched(filter: InspectionFilter, today: string): Promise<InspectionFilter> {
    if (filter.q === undefined) return filter;
    if (/^KT-|^\d{4}\//i.test(filter.q)) return { ...filter, q: filter.q.toUpperCase() };
    const { q, ...rest } = filter;
    const [unit] = await units.search(q, today, 1);
    return unit === undefined ? filter : { ...rest, unit: unit.id };
  }

  /** Where a search for nothing but a whole number leads: no list stands between a number and what it names. */
  async function named({ actor, query }: Visit): Promise<string | undefined> {
    const { q = '', ...rest } = query;
    if (Object.keys(rest).length > 0) return undefined;
    for (const numbered of numbersIn(q.trim())) {
      const path = await pathOfNumber(actor, numbered);
      if (path !== undefined) return path;
    }
    return undefined;
  }

  function numberOfCases({ actor }: Visit, filter: InspectionFilter): Promise<number> {
    const key = `inspections ${JSON.stringify(inspectionQuery(actor, filter))}`;
    return kept(key, () => countInspections(actor, filter));
  }

  return {
    list: async (visit: Visit): Promise<Answer> => {
      const path = await named(visit);
      if (path !== undefined) return redirect(path);
      const today = dayOf(visit.now);
      const asked = readInspectionFilter(visit.query);
      const filter = await searched(asked, today);
      const narrowed = await parties.asked(filter, visit);
      const [found, count, names, timer, saved] = await Promise.all([
        listInspections(visit.actor, narrowed, readKey(visit.query['key'])),
        numberOfCases(visit, narrowed),
        parties.names(filter, visit),
        timing.timer(today),
        savedFor(services, visit, LIST, asked),
      ]);
      const rows = found.rows.map((row) => ({ ...row, findings: tallyFor(visit.actor, row) }));
      const list = { ...found, rows };
      const lampOf = (row: InspectionRow) =>
        presentLamp(caseLamp(row, today, timer.dueSoon, timer.count), visit.t);
      const mayPrepare = allowed(visit.actor, 'inspection.prepare');
      const marks = actsFor(visit.actor).length > 0;
      const content = presentInspectionList(list, { filter, count, mayPrepare, names, marks, lampOf }, visit);
      return page('inspections/list', { ...content, saved });
    },

    file:
      (format: FileFormat) =>
      async (visit: Visit): Promise<Answer> => {
        const filter = await searched(readInspectionFilter(visit.query), dayOf(visit.now));
        const names = await parties.names(filter, visit);
        const columns = inspectionColumns(visit, (row) => tallyFor(visit.actor, row));
        const rows = everyInspection(visit.actor, await parties.asked(filter, visit));
        const told = describeFilter(LIST, { filter, names }, visit);
        const list = { title: visit.t('inspections:list'), columns, rows, filter: told };
        return exportAnswer('inspections', format, list, visit);
      },
  };
}
