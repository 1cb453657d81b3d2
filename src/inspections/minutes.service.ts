import type { Transaction } from '../database/connect.js';
import type { Receipt } from '../calendar/working-calendar.js';
import type { Actor } from '../policies/actor.js';
import type { Day } from '../shared/dates.js';
import { Invalid, refuse } from '../shared/errors.js';
import type { CaseStep } from './case-step.js';
import type { Inspection, Tally } from './inspection.js';
import type { Missing } from './missing.js';
import type { MinutesInput, SigningInput } from './minutes.form.js';

export type MinutesDeps = {
  step: CaseStep;
  /** The day by which a visit that ended on this day is to be concluded. */
  conclusionDue: (ended: Day) => Promise<Receipt>;
  /** What is to be answered before the minutes can stand; answered by the checklist. */
  openQuestions: (inspection: Inspection, tx: Transaction) => Promise<Missing[]>;
  /** Ends or takes up again the writing of findings; answered by the findings, which come later in the house. */
  closeFindings: (id: string, actor: Actor, tx: Transaction) => Promise<Tally>;
  reopenFindings: (id: string, actor: Actor, tx: Transaction) => Promise<Tally>;
};

/** The minutes of a visit: written on site from what was recorded, then signed, signed with reservations, or refused. */
export function minutesService(deps: MinutesDeps) {
  const { step, conclusionDue, closeFindings, reopenFindings } = deps;

  return {
    write: (actor: Actor, id: string, { version, ...minutes }: MinutesInput) =>
      step(actor, { id, seen: version, act: 'write_minutes' }, async ({ openedOn }, today) => {
        if (minutes.on > today) refuse('on', 'minutes:errors.inFuture');
        if (openedOn !== undefined && minutes.on < openedOn) refuse('on', 'minutes:errors.beforeOpening');
        return { minutes };
      }),

    /** From now on what was found stands: the findings are those of the minutes. */
    sign: (actor: Actor, id: string, { version, ...signing }: SigningInput): Promise<Inspection> =>
      step(actor, { id, seen: version, act: 'sign_minutes' }, async (before, today, tx) => {
        const { minutes } = before;
        const open = await deps.openQuestions(before, tx);
        if (open.length > 0) {
          throw new Invalid(open.map(({ message, values }) => ({ field: 'main', message, values })));
        }
        if (minutes === undefined) refuse('main', 'minutes:errors.writeFirst');
        if (signing.on > today) refuse('on', 'minutes:errors.inFuture');
        if (signing.on < minutes.on) refuse('on', 'minutes:errors.signedBeforeEnd');
        return {
          minutes: { ...minutes, signing },
          conclusionDue: await conclusionDue(minutes.on),
          findings: await closeFindings(id, actor, tx),
        };
      }),

    /** Goes back to the visit: the minutes are written and signed anew. What was signed before stays in the history. */
    resume: (actor: Actor, id: string, seen: number, reason: string): Promise<Inspection> =>
      step(actor, { id, seen, act: 'resume', reason }, async ({ minutes }, _today, tx) => {
        const { signing: _signing, ...unsigned } = minutes ?? {};
        return {
          ...(minutes === undefined ? {} : { minutes: unsigned as typeof minutes }),
          findings: await reopenFindings(id, actor, tx),
        };
      }),
  };
}
