import type { Transaction } from '../database/connect.js';
import { journaledRepository } from '../history/journaled.repository.js';
import type { Keep } from '../shared/kept.js';
import { shippedMeasures } from './settings.data.js';
import { SETTINGS_ID, type SettingsRecord } from './settings.js';
import { SettingsModel } from './settings.model.js';

const nobodyToTell = () => Promise.resolve();
const store = journaledRepository<SettingsRecord>('settings', SettingsModel as never, nobodyToTell);

export const settingsRepository = {
  create: store.create,
  change: store.change,

  async find(tx?: Transaction): Promise<SettingsRecord | undefined> {
    const found = await store.findOne({ _id: SETTINGS_ID }, tx);
    // Settings that were written before signers or measures were entered have none.
    return found === undefined
      ? undefined
      : { ...found, signers: found.signers ?? [], measures: found.measures ?? shippedMeasures() };
  },

  async *all(): AsyncGenerator<SettingsRecord> {
    const found = await store.findOne({ _id: SETTINGS_ID });
    if (found !== undefined) yield found;
  },
};
export type SettingsRepository = typeof settingsRepository;

/** Every page asks for the settings: they are read again when the record has changed. */
export const keptSettings = (kept: Keep): SettingsRepository => ({
  ...settingsRepository,
  find: (tx) =>
    tx === undefined ? kept('settings', () => settingsRepository.find()) : settingsRepository.find(tx),
});
