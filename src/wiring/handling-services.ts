import { inTransaction } from '../database/connect.js';
import { handlingsRepository } from '../handling/handlings.repository.js';
import { handlingsService, type HandlingsDeps } from '../handling/handlings.service.js';
import type { SettingsService } from '../settings/settings.service.js';

type HandlingParts = Pick<HandlingsDeps, 'clock' | 'findings' | 'keepFiles'> & { settings: SettingsService };

/** The parts that keep what came of findings for those who answer for them. */
export const handlingServices = ({ settings, ...rest }: HandlingParts) =>
  handlingsService({
    ...rest,
    inTransaction,
    repository: handlingsRepository,
    measures: async () => (await settings.get()).measures,
  });
