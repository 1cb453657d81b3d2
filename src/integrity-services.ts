import { everyFile } from './custody/places.queries.js';
import type { CustodyService } from './custody/custody.service.js';
import type { EvidenceService } from './evidence/evidence.service.js';
import { fileStore } from './evidence/file-store.js';
import { checksRepository } from './integrity/checks.repository.js';
import { integrityService } from './integrity/integrity.service.js';
import type { Job } from './jobs/job.js';
import type { Clock } from './shared/clock.js';

type Cases = { evidence: EvidenceService; custody: CustodyService };

/** Whether files are still what they were, and what is done for it each night. */
export function integrityServices(clock: Clock, { evidence, custody }: Cases) {
  const integrity = integrityService({
    clock,
    repository: checksRepository,
    everyFile,
    read: (id) => fileStore.read(id),
    item: evidence.item,
  });
  const nightly: Job[] = [
    {
      name: 'evidence-check',
      dailyAt: '02:00',
      run: async () => ({ broken: (await integrity.verify()).faults.length }),
    },
    { name: 'custody-seal', dailyAt: '01:30', run: custody.seal },
  ];
  return { integrity, nightly };
}
