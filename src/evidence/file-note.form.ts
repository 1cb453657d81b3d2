import { z } from 'zod';
import { dayOf, momentAt, readDay, type Day } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import { optionalDay, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import { MOST_BOXES, readBoxes, type Box } from './mask.js';

const maskShape = z.object({ version: version(), boxes: optionalText(4000), reason: text(500) });

export type MaskInput = { version: number; boxes: Box[]; reason: string };

/** What is to be covered, a box in each line, and why. */
export function readMask(fields: Fields): MaskInput {
  const { boxes, ...rest } = readForm(maskShape, fields);
  const read = readBoxes(boxes);
  if (read === undefined) refuse('boxes', 'evidence:errors.boxes', { most: MOST_BOXES });
  return { ...rest, boxes: read };
}

const timesShape = z.object({
  version: version(),
  taken: optionalText(30),
  effectiveOn: optionalDay(),
  reason: text(500),
});

export type TimesInput = { version: number; takenAt?: Date; effectiveOn?: Day; reason: string };

/** `8:30 2/3/2026` or `2/3/2026 8:30`, by the clock of Hanoi. */
function readMoment(typed: string): Date | undefined {
  const time = /(?:^|\s)(\d{1,2})[:h](\d{2})(?=\s|$)/.exec(typed);
  const [hours = 99, minutes = 99] = (time ?? []).slice(1).map(Number);
  const day = readDay(typed.replace(time?.[0] ?? '', ' ').trim());
  if (day === undefined || hours > 23 || minutes > 59) return undefined;
  return momentAt(day, `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`);
}

/** When a file was made and for which day it counts, as somebody knows better. */
export function readTimes(fields: Fields, now: Date): TimesInput {
  const { taken, effectiveOn, ...rest } = readForm(timesShape, fields);
  const takenAt = taken === '' ? undefined : readMoment(taken);
  if (taken !== '' && takenAt === undefined) refuse('taken', 'evidence:errors.moment');
  if (takenAt !== undefined && takenAt > now) refuse('taken', 'evidence:errors.future');
  if (effectiveOn !== undefined && effectiveOn > dayOf(now)) refuse('effectiveOn', 'evidence:errors.future');
  return {
    ...rest,
    ...(takenAt === undefined ? {} : { takenAt }),
    ...(effectiveOn === undefined ? {} : { effectiveOn }),
  };
}
