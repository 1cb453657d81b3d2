import type { ChecklistItem } from '../checklists/checklist.js';
import { Invalid, type FieldError } from '../shared/errors.js';
import { textOf, type Fields } from '../shared/form.js';
import type { Upload } from '../web/visit.js';
import { outcomes, type Given } from './answer.js';
import type { Sent } from './answers.service.js';

const LONGEST_NOTE = 4000;
const HIGHEST_COUNT = 99_999_999;

/** 1234, 1.234 or 1 234: as people write whole numbers here. */
function wholeNumber(typed: string): number | undefined {
  const plain = /^\d{1,3}([. \u00a0]\d{3})+$/.test(typed) ? typed.replace(/[. \u00a0]/g, '') : typed;
  return /^\d{1,8}$/.test(plain) ? Number(plain) : undefined;
}

/** True when the form has this item in it. */
export const holds = (fields: Fields, { code }: Pick<ChecklistItem, 'code'>): boolean =>
  fields[`version-${code}`] !== undefined;

/** The files that were chosen for an item, or photographed. */
export const uploadsOf = (code: string, uploads: Upload[]): Upload[] =>
  uploads.filter(({ field }) => [`files-${code}`, `photo-${code}`].includes(field));

/** Which version was before the sender, and his id of the write. */
export function readSent(fields: Fields, code: string): Sent {
  const version = textOf(fields, `version-${code}`);
  return {
    version: /^\d{1,9}$/.test(version) ? Number(version) : 0,
    write: textOf(fields, `write-${code}`).slice(0, 40),
  };
}

/** Reads the fields of one item of a section's form; throws `Invalid` with what is wrong, beside each field. */
export function readGiven(fields: Fields, item: ChecklistItem): Given {
  const { code } = item;
  const errors: FieldError[] = [];
  const outcome = outcomes.find((word) => word === textOf(fields, `outcome-${code}`));
  const note = textOf(fields, `note-${code}`);
  if (note.length > LONGEST_NOTE) {
    errors.push({ field: `note-${code}`, message: 'errors:tooLong', values: { max: LONGEST_NOTE } });
  }
  const counts: Record<string, number> = {};
  for (const { key } of item.counts) {
    const field = `count-${code}-${key}`;
    const typed = textOf(fields, field);
    const value = typed === '' ? undefined : wholeNumber(typed);
    if (value !== undefined && value <= HIGHEST_COUNT) counts[key] = value;
    else if (typed !== '') errors.push({ field, message: 'errors:wholeNumber' });
  }
  if (errors.length > 0) throw new Invalid(errors);
  const good = textOf(fields, `good-${code}`) === 'yes';
  return { ...(outcome === undefined ? {} : { outcome }), note, counts, good };
}

/** The fields of one item as they stand in a form. */
export function fieldsOfGiven(
  { outcome, note, counts, good }: Given,
  { code, counts: asked }: ChecklistItem,
) {
  const fields: Fields = { [`outcome-${code}`]: outcome ?? '', [`note-${code}`]: note };
  for (const { key } of asked) fields[`count-${code}-${key}`] = counts[key]?.toString() ?? '';
  fields[`good-${code}`] = good ? 'yes' : '';
  return fields;
}
