import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { Stale } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { dayOf } from '../shared/dates.js';
import { emptyForm, idOf, page, redirect, type Answer, type FormState, type Visit } from '../web/visit.js';
import { peopleRepository } from '../people/people.repository.js';
import { legacyOf } from './carried.queries.js';
import { readRearrangement } from './rearrangement.form.js';
import { HERE, presentRearrangementForm } from './rearrangement-form.presenter.js';
import { presentLook } from './rearrangement-look.presenter.js';
import { presentRearrangement, presentRearrangements } from './rearrangements.presenter.js';

/** The pages of decisions on units: typed, looked at, then written. */
export function rearrangementPages({ rearrangements, units }: Services) {
  const idIn = ({ fields }: Visit): string => String(fields['id'] ?? '').slice(0, 64) || newId();

  async function form(visit: Visit, state: FormState): Promise<Answer> {
    assertAllowed(visit.actor, 'units.manage');
    const context = { id: idIn(visit), suggestions: await units.suggestions(dayOf(visit.now)) };
    return page('rearrangements/form', presentRearrangementForm(state, context, visit));
  }

  /** What it would come to; nothing is written. */
  async function look(visit: Visit, changed: boolean): Promise<Answer> {
    const { print, ...arrangement } = await rearrangements.look(visit.actor, readRearrangement(visit.fields));
    const left = await Promise.all(
      arrangement.predecessors.map(async ({ unit, ends }) => {
        const [people, legacy] = await Promise.all([peopleRepository.inUnit(unit.id), legacyOf(unit.id)]);
        return { unit, ends, people, legacy };
      }),
    );
    const typed = { ...visit.fields, id: idIn(visit) };
    const shown = presentLook({ arrangement, print, left }, typed, changed, visit);
    return page('rearrangements/look', shown, changed ? 409 : 200);
  }

  return {
    form,

    async send(visit: Visit): Promise<Answer> {
      const { confirm, edit, seen } = visit.fields;
      if (edit === 'yes') return form(visit, { ...emptyForm, values: visit.fields });
      if (confirm !== 'yes') return look(visit, false);
      try {
        const input = readRearrangement(visit.fields);
        const made = await rearrangements.record(visit.actor, idIn(visit), String(seen ?? ''), input);
        return redirect(`${HERE}/${made.id}`, 'rearrangements:recorded');
      } catch (error) {
        // The units are no longer what they were when this was looked at: it is looked at again.
        if (error instanceof Stale) return look(visit, true);
        throw error;
      }
    },

    list: async (visit: Visit): Promise<Answer> =>
      page('rearrangements/list', presentRearrangements(await rearrangements.list(visit.actor), visit)),

    show: async (visit: Visit): Promise<Answer> =>
      page(
        'rearrangements/show',
        presentRearrangement(await rearrangements.load(visit.actor, idOf(visit)), visit),
      ),
  };
}
