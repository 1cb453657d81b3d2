import type { Transaction } from '../database/connect.js';
import { journaledRepository } from '../history/journaled.repository.js';
import type { Keep } from '../shared/kept.js';
import { shippedMeasures } from './settings.data.js';
import { limitGroups } from './limits.js';
import { SETTINGS_ID, type SettingsRecord } from './settings.js';
import { SettingsModel } from './settings.model.js';

const nobodyToTell = () => Promise.resolve();
const store = journaledRepository<SettingsRecord>('settings', SettingsModel as never, nobodyToTell);

/** When a lamp turns amber had no date in older settings: what they say holds until a dated number is entered. */
function lampDated({ dueSoon, limits = [] }: SettingsRecord): Pick<SettingsRecord, 'limits'> {
  const usual = dueSoon === limitGroups.lamp.days.usual;
  if (usual || limits.some(({ group }) => group === 'lamp')) return {};
  return { limits: [{ group: 'lamp', validFrom: '2000-01-01', values: { days: dueSoon } }, ...limits] };
}

export const settingsRepository = {
  create: store.create,
  change: store.change,

  async find(tx?: Transaction): Promise<SettingsRecord | undefined> {
    const found = await store.findOne({ _id: SETTINGS_ID }, tx);
    if (found === undefined) return undefined;
    // Settings that were written before signers or measures were entered have none.
    const { signers = [], measures = shippedMeasures() } = found;
    return { ...found, ...lampDated(found), signers, measures };
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
