import type { Finding } from '../findings/finding.js';
import { openActions, outcomeOf, progressOutcomes, type RemedyAction } from '../findings/remedy.js';
import { printDay, type Day } from '../shared/dates.js';
import { DAY_FIELD, fieldMaker } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import type { CaseFacts, TagView } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { remedyFrame, whoWhen } from './remediation.presenter.js';

const tones = { going_on: 'action', done: 'good', dropped: 'plain' } as const;

function tagOf(action: RemedyAction, today: Day, { t }: Visit): TagView {
  const outcome = outcomeOf(action);
  return outcome === 'going_on' && action.dueOn < today
    ? { text: t('remediation:progress.late'), tone: 'alarm' }
    : { text: t(`remediation:progress.${outcome}`), tone: tones[outcome] };
}

/** The steps of a finding with what was noted of them, the newest word first. */
export const presentActions = (finding: Finding, today: Day, mayNote: boolean, visit: Visit) =>
  (finding.actions ?? []).map((action) => {
    const { t, language } = visit;
    const open = openActions(finding).includes(action);
    return {
      id: `action-${action.id}`,
      what: action.what,
      facts: t('remediation:actionFacts', { post: action.post, day: printDay(action.dueOn, language) }),
      tag: tagOf(action, today, visit),
      note:
        open && mayNote
          ? {
              href: `/findings/${finding.id}/actions/${action.id}/progress`,
              label: t('remediation:act.note'),
            }
          : null,
      progress: [...action.progress].reverse().map(({ by, at, on, words, outcome }) => ({
        text: `${printDay(on, language)}: ${words === '' ? t(`remediation:progress.${outcome}`) : words}`,
        who: whoWhen(by, at, visit),
      })),
    };
  });

type Shown = { finding: Finding; facts: CaseFacts };

/** The page of the steps: those there are, and the form for one more. */
export function presentActionForm(form: FormState, shown: Shown, today: Day, visit: Visit): Page {
  const { finding } = shown;
  const start = {
    post: finding.responsiblePost,
    dueOn: today <= finding.dueOn ? printDay(finding.dueOn, 'vi') : '',
  };
  const typed = Object.keys(form.values).length > 0;
  const field = fieldMaker(visit.t, typed ? form.values : start, form.errors);
  return {
    ...remedyFrame(form, shown, 'actions', visit),
    id: String(form.values['id'] ?? newId()),
    planned: presentActions(finding, today, true, visit),
    fields: [field('what', { label: 'remediation:field.what', hint: true, rows: 3 })],
    inputs: [
      field('post', { label: 'remediation:field.post', hint: true }),
      field('dueOn', { label: 'remediation:field.actionDue', hint: true, ...DAY_FIELD }),
    ],
  };
}

/** The form that notes how far a step is. */
export function presentProgressForm(
  form: FormState,
  { action, ...shown }: Shown & { action: RemedyAction },
  today: Day,
  visit: Visit,
): Page {
  const { t } = visit;
  const typed = Object.keys(form.values).length > 0;
  const field = fieldMaker(t, typed ? form.values : { on: printDay(today, 'vi') }, form.errors);
  const here = `/findings/${shown.finding.id}/actions`;
  const frame = remedyFrame(form, shown, 'progress', visit);
  return {
    ...frame,
    action: `${here}/${action.id}/progress`,
    back: { href: here, label: t('remediation:actions.title') },
    buttons: { ...frame.buttons, cancel: { href: here, label: t('findings:act.back') } },
    keep: `${action.id}-progress`,
    id: String(form.values['id'] ?? newId()),
    what: action.what,
    outcome: field('outcome', {
      label: 'remediation:field.progress',
      options: progressOutcomes.map((outcome) => ({
        value: outcome,
        label: t(`remediation:progress.${outcome}`),
        hint: t(`remediation:progress.${outcome}Hint`),
      })),
    }),
    on: field('on', { label: 'remediation:field.on', ...DAY_FIELD }),
    words: field('words', { label: 'remediation:field.words', hint: true, rows: 3, required: false }),
  };
}
