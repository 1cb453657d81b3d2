import { z } from 'zod';
import { printDay } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import { choice, day, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import { minutesOutcomes, type Minutes } from './inspection.js';

/** A time of the day as people write it: 8:00, 8h30, 08 giờ 30; becomes `08:30`. */
const clockTime = () =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.trim() : ''),
    z.string().transform((typed, context) => {
      const [, hour, minute] = /^(\d{1,2})\s*(?:[:h.]|giờ)\s*(\d{2})?(?:\s*phút)?$/iu.exec(typed) ?? [];
      const [hours, minutes] = [Number(hour), Number(minute ?? '0')];
      if (hour === undefined || hours > 23 || minutes > 59) {
        context.addIssue({ code: 'custom', message: 'minutes:errors.noTime' });
        return '';
      }
      return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
    }),
  );

const minutesShape = z.object({
  version: version(),
  on: day(),
  begunAt: clockTime(),
  endedAt: clockTime(),
  place: text(300),
  present: text(2000),
  representative: text(200),
  course: optionalText(8000),
  unitWords: optionalText(8000),
});

/** The minutes as they were typed; a visit does not end before it begins. */
export function readMinutes(fields: Fields) {
  const input = readForm(minutesShape, fields);
  if (input.endedAt < input.begunAt) refuse('endedAt', 'minutes:errors.endsFirst');
  return input;
}
export type MinutesInput = ReturnType<typeof readMinutes>;

export const fieldsOfMinutes = ({ signing: _signing, on, ...minutes }: Minutes): Fields => ({
  ...minutes,
  on: printDay(on, 'vi'),
});

const signingShape = z.object({
  version: version(),
  on: day(),
  outcome: choice(minutesOutcomes),
  words: optionalText(8000),
  witness1: optionalText(120),
  witness1Post: optionalText(160),
  witness2: optionalText(120),
  witness2Post: optionalText(160),
});

/** Reservations must be said; a refusal counts in the presence of two witnesses. */
export function readSigning(fields: Fields) {
  const input = readForm(signingShape, fields);
  const { version: seen, on, outcome, words } = input;
  if (outcome === 'reserved' && words === '') refuse('words', 'minutes:errors.sayReservations');
  const witnesses = [
    { name: input.witness1, post: input.witness1Post, field: 'witness1' },
    { name: input.witness2, post: input.witness2Post, field: 'witness2' },
  ];
  if (outcome === 'refused') {
    const missing = witnesses.find(({ name }) => name === '');
    if (missing !== undefined) refuse(missing.field, 'minutes:errors.twoWitnesses');
    if (input.witness1 === input.witness2) refuse('witness2', 'minutes:errors.twoWitnesses');
  }
  return {
    version: seen,
    on,
    outcome,
    words: outcome === 'signed' ? '' : words,
    witnesses: outcome === 'refused' ? witnesses.map(({ name, post }) => ({ name, post })) : [],
  };
}
export type SigningInput = ReturnType<typeof readSigning>;
