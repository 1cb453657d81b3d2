import { z } from 'zod';
import { printDay, type Day } from '../shared/dates.js';
import { Invalid, type FieldError } from '../shared/errors.js';
import { day, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import type { Handling } from './handling.js';

const decision = {
  id: optionalText(40),
  version: version(),
  measure: text(64),
  who: text(300),
  person: optionalText(120),
  number: text(60),
  decidedOn: day(),
  decidedBy: text(200),
};
const record = z.object(decision);
const correction = z.object({ ...decision, reason: text(1000) });
const settingAside = z.object({ version: version(), reason: text(1000) });

export type HandlingInput = z.output<typeof record>;
export type CorrectionInput = z.output<typeof correction>;

/** A decision of a day to come, or from before the finding, is another's. */
export function assertDayBetween({ decidedOn }: HandlingInput, foundOn: Day, today: Day): void {
  const errors: FieldError[] = [];
  if (decidedOn > today) errors.push({ field: 'decidedOn', message: 'handling:errors.future' });
  if (decidedOn < foundOn)
    errors.push({
      field: 'decidedOn',
      message: 'handling:errors.beforeFinding',
      values: { day: foundOn },
    });
  if (errors.length > 0) throw new Invalid(errors);
}

/** Reads what was decided about a finding. */
export const readHandling = (fields: Fields): HandlingInput => readForm(record, fields);
export const readCorrection = (fields: Fields): CorrectionInput => readForm(correction, fields);
export const readSettingAside = (fields: Fields) => readForm(settingAside, fields);

/** An entry as the form of its correction begins; the measure is chosen again from the list. */
export const fieldsOfHandling = (handling: Handling, measureId: string): Fields => ({
  measure: measureId,
  who: handling.who,
  person: handling.person ?? '',
  number: handling.decision.number,
  decidedOn: printDay(handling.decision.on, 'vi'),
  decidedBy: handling.decision.by,
  reason: '',
});
