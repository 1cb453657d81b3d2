import { everyFile } from '../custody/places.queries.js';
import { errandFiles } from '../errands/errands.repository.js';
import { issuedFiles } from '../filings/filings.repository.js';
import type { CustodyService } from '../custody/custody.service.js';
import { concludedFindings } from '../findings/concluded-evidence.queries.js';
import { disposalsRepository } from '../disposals/disposals.repository.js';
import type { EvidenceService } from '../evidence/evidence.service.js';
import { fileStore } from '../evidence/file-store.js';
import type { PicturesService } from '../evidence/pictures.service.js';
import { checksRepository } from '../integrity/checks.repository.js';
import { integrityService } from '../integrity/integrity.service.js';
import type { Job } from '../jobs/job.js';
import type { VirusesService } from '../viruses/viruses.service.js';
import type { Clock } from '../shared/clock.js';

type Cases = {
  evidence: EvidenceService;
  custody: CustodyService;
  viruses: VirusesService;
  pictures: PicturesService;
};

/** All that keeps files in the store: a file of anything else is found by the nightly reading, as one that nothing tells of. */
const tellers = [everyFile, issuedFiles, errandFiles];

/** Whether files are still what they were, and what is done for it by the clock. */
export function integrityServices(clock: Clock, { evidence, custody, viruses, pictures }: Cases) {
  const integrity = integrityService({
    clock,
    repository: checksRepository,
    tellers,
    keptIds: fileStore.keptIds,
    disposed: disposalsRepository.disposedFiles,
    findingsOf: concludedFindings,
    read: (id) => fileStore.read(id),
    item: evidence.item,
  });
  const fileJobs: Job[] = [
    {
      name: 'evidence-check',
      dailyAt: '02:00',
      run: async () => ({ broken: (await integrity.verify()).faults.length }),
    },
    { name: 'custody-seal', dailyAt: '01:30', run: custody.seal },
    {
      name: 'abandoned-uploads',
      everyMinutes: 60,
      run: async () => ({ files: await evidence.removeAbandoned() }),
    },
    { name: 'pictures', everyMinutes: 5, run: async () => ({ pictures: await pictures.makeWaiting() }) },
    { name: 'virus-scan', everyMinutes: 1, run: viruses.scanWaiting },
  ];
  return { integrity, fileJobs };
}
