import { presentDeadline } from '../findings/deadline.presenter.js';
import { presentLamp } from '../findings/finding-row.presenter.js';
import type { Lamp } from '../findings/lamp.js';
import type { Receipt } from '../calendar/working-calendar.js';
import { presentEvidence } from '../evidence/evidence.presenter.js';
import { printDay, type Day } from '../shared/dates.js';
import type { ErrorView } from '../shared/fields.js';
import type { Language, Translate } from '../shared/language.js';
import type { Action } from '../policies/rules.js';
import type { FactView } from '../web/parts.js';
import type { Inspection, Publication } from './inspection.js';
import type { Missing } from './missing.js';

type Reader = { language: Language; t: Translate };
/** Judges a due date today; where something was done, on the day on which it was. */
export type JudgeDay = (dueOn: Day, doneOn?: Day) => Lamp;

const worded = (values: Record<string, unknown>, language: Language) => ({
  ...values,
  ...(typeof values['day'] === 'string' ? { day: printDay(values['day'], language) } : {}),
});

/** What is missing, each leading those who may supply it to the place; for views/components/error-summary.hbs. */
export const missingErrors = (
  missing: Missing[],
  allowed: ReadonlySet<Action>,
  { t, language }: Reader,
): ErrorView[] =>
  missing.map(({ message, values, href, action }) => ({
    href: action === undefined || allowed.has(action) ? href : null,
    text: t(message, worded(values, language)),
  }));

/** A due date of the case with its receipt, for views/components/due-list.hbs. */
function presentDue(
  key: string,
  receipt: Receipt,
  { id, lamp, done }: { id: string; lamp: Lamp; done: string },
  { language, t }: Reader,
) {
  return {
    id: key,
    title: t(`ending:due.${key}`),
    done,
    ...presentDeadline(receipt, presentLamp(lamp, t), language, t, `/inspections/${id}/terms/${key}`),
    basis: t(`ending:basis.${key}`, {
      count: receipt.workingDays,
      from: printDay(receipt.from, language),
    }),
  };
}

const publishedLine = ({ done }: Publication, { language, t }: Reader): string =>
  done === undefined
    ? ''
    : t('publication:done', { day: printDay(done.on, language), place: done.place, by: done.by.name });

/** The days that the end of a visit hangs on: to conclude, to answer, to make public. */
export function presentDues(inspection: Inspection, judge: JudgeDay, reader: Reader) {
  const { id, conclusionDue, reply, publication, concludedOn, state } = inspection;
  const running = state === 'minuted' || state === 'answering';
  const done = publication?.done;
  return [
    ...(state === 'answering' && reply !== undefined
      ? [presentDue('reply', reply.deadline, { id, lamp: judge(reply.deadline.dueOn), done: '' }, reader)]
      : []),
    ...(running && conclusionDue !== undefined
      ? [
          presentDue(
            'conclusion',
            conclusionDue,
            { id, lamp: judge(conclusionDue.dueOn, concludedOn), done: '' },
            reader,
          ),
        ]
      : []),
    ...(publication === undefined
      ? []
      : [
          presentDue(
            'publication',
            publication.deadline,
            {
              id,
              lamp: judge(publication.deadline.dueOn, done?.on),
              done: publishedLine(publication, reader),
            },
            reader,
          ),
        ]),
  ];
}

/** How the minutes were signed; nothing before. */
export function minutesRows({ minutes }: Inspection, { language, t }: Reader): FactView[] {
  if (minutes === undefined) return [];
  const { signing } = minutes;
  const row = (key: string, text: string): FactView => ({ label: t(`minutes:row.${key}`), text, href: null });
  const span = t('minutes:span', {
    day: printDay(minutes.on, language),
    from: minutes.begunAt,
    to: minutes.endedAt,
    place: minutes.place,
  });
  if (signing === undefined) return [row('written', span)];
  const witnesses = signing.witnesses.map(({ name, post }) => (post === '' ? name : `${name}, ${post}`));
  return [
    row('written', span),
    row('signing', `${t(`minutes:outcome.${signing.outcome}`)}, ${printDay(signing.on, language)}`),
    ...(signing.words === '' ? [] : [row('words', signing.words)]),
    ...(witnesses.length === 0 ? [] : [row('witnesses', witnesses.join('; '))]),
  ];
}

/** Files that prove the publication. */
export const publicationFiles = ({ publication }: Inspection, { language, t }: Reader) => ({
  items: presentEvidence(publication?.done?.files ?? [], language, t),
});
