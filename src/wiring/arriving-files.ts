import { fileStore } from '../evidence/file-store.js';
import type { VirusesService } from '../viruses/viruses.service.js';
import type { FileKeeper } from '../web/upload-storage.js';

type Parts = { viruses: VirusesService } & Pick<FileKeeper, 'rules' | 'space'>;

/** Where files go when they are sent. What was found infected waits for no form: its sender was told. */
export const arrivingFiles = ({ viruses, ...rules }: Parts): typeof fileStore & FileKeeper => ({
  ...fileStore,
  ...rules,
  arrived: viruses.arrived,
  pendingOf: async (ownerId, ids) => viruses.uninfected(await fileStore.pendingOf(ownerId, ids)),
  leftOn: async (ownerId, form, since) => viruses.uninfected(await fileStore.leftOn(ownerId, form, since)),
});
