import type { Config } from './config.js';
import type { SettingsService } from './settings/settings.service.js';
import type { Clock } from './shared/clock.js';
import { diskUnder } from './space/disk.js';
import { spaceRepository } from './space/space.repository.js';
import { spaceService } from './space/space.service.js';
import type { UnitsService } from './units/units.service.js';

type Parts = { clock: Clock; config: Config; settings: SettingsService; units: UnitsService };

/** What the space is used for, and how much a unit may send. */
export function spaceServices({ clock, config, settings, units }: Parts) {
  return spaceService({
    clock,
    repository: spaceRepository,
    settings,
    resolveUnit: units.resolve,
    disk: async () => (config.mongodbUri === undefined ? diskUnder(config.dataDir) : undefined),
  });
}
