import { dayOf, printDay, type Day } from '../shared/dates.js';
import type { Language, Translate } from '../shared/language.js';
import type { StepView } from '../web/parts.js';
import type { Inspection } from './inspection.js';

export const caseSteps = [
  'prepared',
  'approved',
  'opened',
  'minuted',
  'answered',
  'concluded',
  'remedied',
  'closed',
] as const;

/** How many steps are done: a concluded case is in the middle of its remediation. */
export function stepsDone({ state, history }: Inspection): number {
  const done = { prepared: 0, approved: 2, opened: 2, minuted: 4, answering: 4, concluded: 6, closed: 8 };
  if (state !== 'cancelled') return done[state];
  return history.some((event) => event.action === 'approved') ? 2 : 0;
}

/** The way of the case: done steps with their days, the one it is in, those to come. */
export function stepsOf(inspection: Inspection, language: Language, t: Translate) {
  const done = stepsDone(inspection);
  const at = inspection.state === 'cancelled' ? -1 : done;
  const [first] = inspection.history;
  const days: Record<string, Day | undefined> = {
    prepared: first && dayOf(first.at),
    approved: inspection.approvedOn,
    opened: inspection.openedOn,
    minuted: inspection.minutes?.signing?.on,
    answered: inspection.reply?.deliveredOn,
    concluded: inspection.concludedOn,
    remedied: inspection.closedOn,
    closed: inspection.closedOn,
  };
  const steps = caseSteps.map((step, index): StepView => {
    const state = index < done ? 'done' : index === at ? 'current' : 'todo';
    const day = days[step];
    return {
      label: t(`inspections:step.${step}`),
      note: day === undefined ? '' : printDay(day, language),
      state,
      status: t(`inspections:step.${state}`),
    };
  });
  return { label: t('inspections:step.label'), steps };
}
