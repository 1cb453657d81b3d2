import { Schema, model } from 'mongoose';
import type { Transaction } from '../database/connect.js';
import { PersonModel } from '../people/person.model.js';
import type { Day } from '../shared/dates.js';
import { FilingModel } from './filing.model.js';

/** When the reports of a term were issued, by unit. */
export async function issuedOn(code: string, unitIds: readonly string[]): Promise<Map<string, Day>> {
  const filter = { code, 'unit.id': { $in: [...unitIds] }, state: 'issued' as const };
  const found = await FilingModel.find(filter, { unit: 1, issued: 1 }).lean();
  return new Map(found.map(({ unit, issued }) => [unit.id, (issued as { on: Day }).on]));
}

/** Units in which somebody who may sign in holds a post. */
export async function staffedUnits(): Promise<string[]> {
  const found = await PersonModel.distinct('posts.unitId', { disabled: { $ne: true } });
  return found.sort();
}

const ReminderModel = model(
  'FilingReminder',
  new Schema(
    { _id: { type: String, required: true } },
    { versionKey: false, collection: 'filing_reminders' },
  ),
);

/** Notes that a reminder was given, in the transaction that gives it; false when it was given before. */
export async function noteOnce(key: string, tx: Transaction): Promise<boolean> {
  if ((await ReminderModel.exists({ _id: key }).session(tx)) !== null) return false;
  await ReminderModel.create([{ _id: key }], { session: tx });
  return true;
}
