import { idsOfFindings, idsToRemedyOf } from '../findings/finding.queries.js';
import { readFindingFilter } from '../findings/finding-filter.js';
import { readInspectionFilter } from '../inspections/inspection-filter.js';
import { idsOfConcluded } from '../inspections/inspection.queries.js';
import { partyPages } from '../inspections/party.pages.js';
import { allowed } from '../policies/policy.js';
import type { Actor } from '../policies/actor.js';
import type { Services } from '../services.js';
import { ofAuthority } from '../extensions/extension.js';
import { dayOf } from '../shared/dates.js';
import { Forbidden, Invalid } from '../shared/errors.js';
import { oneOf } from '../shared/filter.js';
import { readKey } from '../shared/paging.js';
import { idOf, page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { readBatch, writeChosen } from './batch.form.js';
import { presentBatch, presentBatches, presentBatchForm } from './batch.presenter.js';
import { batchActs, type BatchAct } from './batch.js';

/** What somebody may do to many findings at once; of each finding it is asked again. */
export function actsFor(actor: Actor): BatchAct[] {
  const own = ofAuthority(actor.post.unitId);
  const inTeam = { ...own, teamIds: [actor.personId] };
  return [
    ...(allowed(actor, 'batch.remind', own) ? (['remind'] as const) : []),
    ...(allowed(actor, 'verifier.assign', own) || allowed(actor, 'verifier.share', inTeam)
      ? (['assign'] as const)
      : []),
    ...(allowed(actor, 'deadline.move', own) ? (['move'] as const) : []),
  ];
}

/** More cases than this have more findings than one works on at once, or next to none. */
const MOST_CASES = 5000;

const markedIn = ({ values }: FormState): string[] => [values['chosen'] ?? []].flat();

/** The fields of the list's filter, as the form around its rows sends them. */
const filterIn = ({ fields }: Visit): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );

/** The pages of work on many findings at once. */
export function batchPages(services: Services) {
  const { batches, verifiers } = services;
  const parties = partyPages(services);
  function actsOf({ actor }: Visit): BatchAct[] {
    const acts = actsFor(actor);
    if (acts.length === 0) throw new Forbidden('no work on many findings');
    return acts;
  }

  const peopleFor = async ({ actor }: Visit, acts: BatchAct[]) =>
    acts.includes('assign') ? verifiers.staffOf(actor.post.unitId) : [];

  /** The form as it was sent, without saying what would happen. */
  const form = async (visit: Visit, state: FormState): Promise<Answer> => {
    const acts = actsOf(visit);
    const act = oneOf(batchActs, String(state.values['act'] ?? ''));
    const people = await peopleFor(visit, acts);
    const shown = { acts, chosen: markedIn(state), items: undefined, act, people };
    return page('batches/form', presentBatchForm(state, shown, visit));
  };

  const isAll = ({ fields }: Visit): boolean => fields['scope'] === 'all';
  const marked = ({ fields: values }: Visit): string[] => markedIn({ values, errors: [] });

  /** Findings that were marked on their list, or so many of all that it holds. */
  async function ofFindings(visit: Visit, most: number): Promise<string[]> {
    if (!isAll(visit)) return marked(visit);
    const filter = await parties.asked(readFindingFilter(filterIn(visit)), visit);
    return idsOfFindings(visit.actor, filter, dayOf(visit.now), most);
  }

  /** So many findings, on their way to be remedied, of cases that were marked, or of all that their list holds. */
  async function ofCases(visit: Visit, most: number): Promise<string[]> {
    const { actor } = visit;
    const cases = isAll(visit)
      ? await idsOfConcluded(
          actor,
          await parties.asked(readInspectionFilter(filterIn(visit)), visit),
          MOST_CASES,
        )
      : marked(visit);
    return idsToRemedyOf(actor, cases, most);
  }

  return {
    form,

    /** What was marked on the list, or all that its filter holds. */
    async choose(visit: Visit): Promise<Answer> {
      actsOf(visit);
      const { most } = await batches.limits();
      const ids = await (visit.fields['of'] === 'cases' ? ofCases : ofFindings)(visit, most + 1);
      if (ids.length === 0) throw new Invalid([{ field: 'chosen', message: 'batches:errors.none' }]);
      if (ids.length > most)
        throw new Invalid([{ field: 'chosen', message: 'batches:errors.tooMany', values: { most } }]);
      const chosen = (await batches.chosen(visit.actor, ids)).map(writeChosen);
      return form(visit, { values: { chosen }, errors: [] });
    },

    async preview(visit: Visit): Promise<Answer> {
      const acts = actsOf(visit);
      const input = readBatch(visit.fields);
      const seen = await batches.preview(visit.actor, input);
      const people = await peopleFor(visit, acts);
      const shown = { acts, chosen: input.chosen.map(writeChosen), ...seen, act: input.act, people };
      return page('batches/form', presentBatchForm({ values: visit.fields, errors: [] }, shown, visit));
    },

    async list(visit: Visit): Promise<Answer> {
      actsOf(visit);
      const own = await batches.own(visit.actor, readKey(visit.query['key']));
      return page('batches/list', presentBatches(own, visit.now, visit));
    },

    async show(visit: Visit, state: FormState): Promise<Answer> {
      const batch = await batches.load(visit.actor, idOf(visit));
      return page('batches/show', presentBatch(batch, state, visit.now, visit));
    },
  };
}
