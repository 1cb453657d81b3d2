import type { Exported } from '../exports/answer.js';
import { codeOf, readCode, termBefore, type Term } from '../reports/term.js';
import { printTerm } from '../reports/term-words.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { inLanguage } from '../shared/language.js';
import { readKey } from '../shared/paging.js';
import { rowsOf } from '../web/list-files.js';
import { page, type Answer, type Visit } from '../web/visit.js';
import { tellDueFilter, type DueBelow } from './due-below.presenter.js';
import { inStanding, readDueFilter, unitsMeant } from './due-filter.js';
import { presentDue } from './due.presenter.js';
import { dueColumns } from './due-table.presenter.js';
import type { UnitDue } from './filing-due.service.js';

/** What is owed is the report of a unit itself, by the settings: neither counted another way nor about a cluster. */
function owedTerm(code: string): Term | undefined {
  const read = readCode(code);
  return read && { kind: read.kind, year: read.year, index: read.index };
}

/** The page of reports that are due, and its list of units as a file. */
export function duePages({ filingDue, units }: Pick<Services, 'filingDue' | 'units'>) {
  /** Who below has sent theirs: of the term in the address, or of the last that ended, or of the first that will. */
  async function belowOf({ actor, now, query }: Visit) {
    const own = await filingDue.own(actor);
    const last = own.find(({ to }) => to < dayOf(now)) ?? own.at(-1);
    const term = owedTerm(query['term'] ?? '') ?? last?.term;
    if (term === undefined) return { own, below: undefined };
    const found = await filingDue.below(actor, term);
    const earlier = found.owed.exempt === 'before_record' ? [] : [termBefore(term)];
    const others = [...own.map((one) => one.term), ...earlier].filter(
      (one, at, all) =>
        codeOf(one) !== codeOf(term) && all.findIndex((other) => codeOf(other) === codeOf(one)) === at,
    );
    const below: DueBelow = {
      ...found,
      others,
      filter: readDueFilter(query),
      key: readKey(query['key']),
    };
    return { own, below };
  }

  return {
    async show(visit: Visit): Promise<Answer> {
      const { actor, language } = visit;
      const { own, below } = await belowOf(visit);
      const unit = await units.find(actor.post.unitId);
      const unitName = inLanguage(actor.post.unitName, language);
      return page('filings/due', presentDue({ own, below, unitName, unitCode: unit?.code ?? '' }, visit));
    },

    async list(visit: Visit): Promise<Exported<UnitDue>> {
      const { below } = await belowOf(visit);
      if (below === undefined) throw new NotFound('term of which reports are due');
      const { owed, rows, filter } = below;
      return {
        title: visit.t('filings:due.below', { term: printTerm(owed.term, visit.language) }),
        columns: dueColumns(visit),
        rows: rowsOf(inStanding(unitsMeant(rows, filter), filter)),
        filter: tellDueFilter(below, visit),
      };
    },
  };
}
