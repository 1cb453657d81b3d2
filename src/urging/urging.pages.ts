import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import { partyPages } from '../inspections/party.pages.js';
import { readKey } from '../shared/paging.js';
import { everyRow } from '../web/list-files.js';
import { describeFilter } from '../web/list-page.js';
import { page, redirect, type Answer, type FormState, type Visit } from '../web/visit.js';
import { readLateCaseFilter } from './late-case-filter.js';
import { lateCaseColumns, LIST, presentLateCases } from './late-cases.presenter.js';
import { askForLetters } from './urging-errands.js';
import { readCases, readLetters, readMarked, writeCases } from './urging.form.js';
import { presentLettersForm } from './urging.presenter.js';

/** The fields of the list's filter, as the form around its rows sends them. */
const filterIn = ({ fields }: Visit) =>
  readLateCaseFilter(
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value].flat()[0] ?? ''])),
  );

/** The pages of late cases, and of writing letters for them. */
export function urgingPages(services: Services) {
  const { urging, timing, kept, errands } = services;
  const parties = partyPages(services);

  /** The cases that letters are to be written for, with those left out. */
  async function form(visit: Visit, state: FormState): Promise<Answer> {
    const ids = readCases(String(state.values['cases'] ?? ''));
    return page('urging/form', presentLettersForm(state, await urging.chosen(visit.actor, ids), visit));
  }

  return {
    form,

    async list(visit: Visit): Promise<Answer> {
      const { actor, now } = visit;
      const filter = readLateCaseFilter(visit.query);
      const narrowed = await parties.asked(filter, visit);
      const today = dayOf(now);
      const counted = JSON.stringify([actor.post.unitId, today, narrowed]);
      const [list, count, letters, names, { count: countDays }] = await Promise.all([
        urging.page(actor, narrowed, readKey(visit.query['key'])),
        kept(`late cases ${counted}`, () => urging.count(actor, narrowed)),
        kept(`urging letters ${actor.post.unitId} ${today}`, () => urging.waiting(actor)),
        parties.names(filter, visit),
        timing.timer(today),
      ]);
      const listing = { filter, count, names, waiting: letters.length, today, countDays };
      return page('urging/list', presentLateCases(list, listing, visit));
    },

    async file(visit: Visit) {
      urging.assertWrites(visit.actor);
      const filter = readLateCaseFilter(visit.query);
      const [narrowed, names] = await Promise.all([
        parties.asked(filter, visit),
        parties.names(filter, visit),
      ]);
      return {
        title: visit.t('urging:list'),
        filter: describeFilter(LIST, { filter, names }, visit),
        columns: lateCaseColumns(visit),
        rows: everyRow((key) => urging.page(visit.actor, narrowed, key)),
      };
    },

    /** What was marked on the list, or all that its filter holds. */
    async choose(visit: Visit): Promise<Answer> {
      const ids =
        visit.fields['scope'] === 'all'
          ? await urging.allOf(visit.actor, await parties.asked(filterIn(visit), visit))
          : readMarked(visit.fields);
      if (ids.length === 0) refuse('cases', 'urging:errors.none');
      return form(visit, { values: { cases: writeCases(ids) }, errors: [] });
    },

    /** A few are written at once; for many somebody need not wait. */
    async drawUp(visit: Visit): Promise<Answer> {
      const input = readLetters(visit.fields);
      const [{ cases }, { atOnce }] = await Promise.all([
        urging.chosen(visit.actor, input.cases),
        urging.limits(),
      ]);
      if (cases.length > atOnce)
        return redirect(`/errands/${(await askForLetters(errands, visit.actor, input)).id}`);
      const made = await urging.drawUp(visit.actor, input);
      return redirect('/urging/letters', made === 0 ? 'urging:noneMade' : 'urging:made');
    },
  };
}
