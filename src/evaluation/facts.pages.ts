import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf, printMonth } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { inLanguage } from '../shared/language.js';
import { rowsOf } from '../web/list-files.js';
import { page, type Answer, type Visit } from '../web/visit.js';
import { factColumns, presentFacts, type FactsContext } from './facts.presenter.js';
import { factsOf } from './facts.queries.js';
import { readMonth } from './facts.js';

/** The facts for a rating: the page and the file of it. */
export function factPages({ units }: Services) {
  async function read(visit: Visit): Promise<FactsContext> {
    assertAllowed(visit.actor, 'report.read');
    const today = dayOf(visit.now);
    const month = readMonth(visit.query['month'], today);
    const id = visit.query['unit'];
    const unit = id === undefined || id === '' ? undefined : await units.find(id);
    if (id !== undefined && id !== '' && unit === undefined) throw new NotFound(`unit ${id}`);
    const named = unit === undefined ? null : { id: unit.id, name: inLanguage(unit.name, visit.language) };
    return { month, today, rows: await factsOf(visit.actor, month, today, unit?.id), unit: named };
  }

  return {
    show: async (visit: Visit): Promise<Answer> =>
      page('evaluation/show', presentFacts(await read(visit), visit)),

    async file(visit: Visit) {
      const { rows, unit, month } = await read(visit);
      const told = [`${visit.t('evaluation:month')}: ${printMonth(month, visit.language)}`, unit?.name ?? []];
      return {
        title: visit.t('evaluation:title'),
        columns: factColumns(unit !== null, visit),
        rows: rowsOf(rows),
        filter: told.flat().join('; '),
      };
    },
  };
}
