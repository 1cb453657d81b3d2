import type { Finding } from '../findings/finding.js';
import { openActions, type RemedyAction } from '../findings/remedy.js';
import type { Actor } from '../policies/actor.js';
import { dayOf, type Day } from '../shared/dates.js';
import { NotFound, refuse, Stale } from '../shared/errors.js';
import type { ActionInput, ProgressInput } from './remediation.form.js';
import type { RemedyStepper } from './remedy-step.js';

/** More steps than this are a plan of their own, and no page for a telephone. */
const MOST_ACTIONS = 30;

/** A step ends within the time of the finding; where that is over already, only not in the past. */
function assertDue(dueOn: Day, today: Day, finding: Finding): void {
  if (dueOn < today) refuse('dueOn', 'remediation:errors.actionInPast');
  if (dueOn > finding.dueOn && today <= finding.dueOn)
    refuse('dueOn', 'remediation:errors.actionLate', { day: finding.dueOn });
}

/** The steps that a unit makes of a finding, and how far they are. */
export function actionsService({ step }: { step: RemedyStepper }) {
  return {
    /** Adds a step. The form carries its id: sent twice, it is added once. */
    add(actor: Actor, id: string, input: ActionInput): Promise<Finding> {
      const { id: actionId, version: seen, what, post, dueOn } = input;
      const taken = ({ actions = [] }: Finding) => actions.some((one) => one.id === actionId);
      return step(actor, id, { act: 'add_action', seen, taken }, async (finding, by, now) => {
        const { actions = [] } = finding;
        if (actions.length >= MOST_ACTIONS)
          refuse('what', 'remediation:errors.tooManyActions', { max: MOST_ACTIONS });
        assertDue(dueOn, dayOf(now), finding);
        const action: RemedyAction = { id: actionId, what, post, dueOn, by, at: now, progress: [] };
        return { actions: [...actions, action] };
      });
    },

    /** Notes how far a step is. What is done or given up is not gone on with. */
    note(actor: Actor, id: string, actionId: string, input: ProgressInput): Promise<Finding> {
      const { id: entryId, version: seen, outcome, on, words } = input;
      const taken = ({ actions = [] }: Finding) =>
        actions.some(({ progress }) => progress.some((one) => one.id === entryId));
      return step(actor, id, { act: 'note_progress', seen, taken }, async (finding, by, now) => {
        const { actions = [] } = finding;
        if (!actions.some((one) => one.id === actionId)) throw new NotFound(`action ${actionId}`);
        if (!openActions(finding).some((one) => one.id === actionId)) throw new Stale(`action ${actionId}`);
        if (on > dayOf(now)) refuse('on', 'remediation:errors.progressInFuture');
        const entry = { id: entryId, by, at: now, on, words, outcome };
        return {
          actions: actions.map((one) =>
            one.id === actionId ? { ...one, progress: [...one.progress, entry] } : one,
          ),
        };
      });
    },
  };
}
