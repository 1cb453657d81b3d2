import type { Config } from '../config.js';
import type { CustodyService } from '../custody/custody.service.js';
import { inTransaction } from '../database/connect.js';
import { disposalsRepository } from '../disposals/disposals.repository.js';
import { disposalsService } from '../disposals/disposals.service.js';
import { closedBefore, filesOf } from '../disposals/expired.queries.js';
import { fileStore } from '../evidence/file-store.js';
import { picturesRepository } from '../evidence/pictures.repository.js';
import { retentionService } from '../disposals/retention.service.js';
import { retentionsRepository } from '../disposals/retentions.repository.js';
import type { InspectionsService } from '../inspections/inspections.service.js';
import type { Job } from '../jobs/job.js';
import type { SettingsService } from '../settings/settings.service.js';
import type { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/errors.js';
import { diskUnder } from '../space/disk.js';
import { spaceRepository } from '../space/space.repository.js';
import { spaceService } from '../space/space.service.js';
import { snapshotOf } from '../units/unit.js';
import type { UnitsService } from '../units/units.service.js';

type Parts = { clock: Clock; config: Config; settings: SettingsService; units: UnitsService };
type Cases = { custody: CustodyService; inspections: InspectionsService; tidyBytes: () => Promise<void> };

/** How much a unit may send, and how files that have been kept long enough are disposed of. */
export function keepingServices({ clock, config, settings, units }: Parts, cases: Cases) {
  const { custody, inspections, tidyBytes } = cases;
  const space = spaceService({
    clock,
    repository: spaceRepository,
    settings,
    resolveUnit: units.resolve,
    disk: async () => (config.mongodbUri === undefined ? diskUnder(config.dataDir) : undefined),
  });
  const disposals = disposalsService({
    clock,
    inTransaction,
    repository: disposalsRepository,
    custody,
    closedBefore,
    filesOf,
    async snapshotOf(unitId) {
      const unit = await units.find(unitId);
      if (unit === undefined) throw new NotFound(`unit ${unitId}`);
      return snapshotOf(unit);
    },
    limitsOn: (day) => settings.limits('retention', day),
    async remove(fileId, tx) {
      await picturesRepository.dispose(fileId, tx);
      return fileStore.remove(fileId, tx);
    },
    tidyBytes,
  });
  const retention = retentionService({
    clock,
    inTransaction,
    repository: retentionsRepository,
    loadCase: inspections.load,
  });
  const keepingJobs: Job[] = [
    { name: 'disposals', everyMinutes: 60, run: disposals.carryDue },
    { name: 'space', dailyAt: '03:30', run: space.count },
  ];
  return { space, disposals, retention, keepingJobs };
}
