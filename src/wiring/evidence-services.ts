import type { Config } from '../config.js';
import type { CustodyService } from '../custody/custody.service.js';
import { inTransaction } from '../database/connect.js';
import { comingFilesService, type ComingFilesDeps } from '../evidence/coming-files.service.js';
import { disposalsRepository } from '../disposals/disposals.repository.js';
import { openingOf } from '../evidence/opening.js';
import { evidenceService, type EvidenceDeps } from '../evidence/evidence.service.js';
import { fileNotesRepository } from '../evidence/file-notes.repository.js';
import { fileNotesService } from '../evidence/file-notes.service.js';
import { fileStore } from '../evidence/file-store.js';
import { parcelsRepository } from '../evidence/parcels.repository.js';
import { picturesRepository } from '../evidence/pictures.repository.js';
import { picturesService } from '../evidence/pictures.service.js';
import { removeSparePieces, shareOldFiles } from '../evidence/spare-pieces.js';
import type { NoticesService } from '../notices/notices.service.js';
import { virusServices } from './virus-services.js';

type EvidenceParts = Pick<EvidenceDeps, 'clock' | 'findings' | 'otherFile' | 'noteAdded'> &
  Pick<ComingFilesDeps, 'step' | 'inspections'> & {
    noteCustody: CustodyService['note'];
    notices: NoticesService;
    config: Pick<Config, 'clamdUrl'>;
  };

/** The parts that keep files and show them. */
export function evidenceServices(parts: EvidenceParts) {
  const { clock } = parts;
  const viruses = virusServices({ ...parts, clamdUrl: parts.config.clamdUrl });
  const opening = openingOf(viruses, disposalsRepository.decisionOn);
  const pictures = picturesService({
    clock,
    repository: picturesRepository,
    read: fileStore.read,
    isOpen: async (file) => (await opening.stateOf(file)) === 'clean',
    boxesOf: async (id) => (await fileNotesRepository.find(id))?.boxes ?? [],
  });
  const parcels = parcelsRepository;
  const tidyBytes = async () => {
    await shareOldFiles();
    await removeSparePieces();
  };
  const { assertOpen } = opening;
  const evidence = evidenceService({ ...parts, files: fileStore, parcels, pictures, tidyBytes, assertOpen });
  const fileNotes = fileNotesService({
    clock,
    inTransaction,
    repository: fileNotesRepository,
    locate: evidence.locate,
    remake: pictures.remake,
    remade: pictures.remade,
    noteCustody: parts.noteCustody,
  });
  const comingFiles = comingFilesService({ ...parts, inTransaction, parcels });
  return { evidence, pictures, fileNotes, parcels, comingFiles, viruses, opening, tidyBytes };
}
