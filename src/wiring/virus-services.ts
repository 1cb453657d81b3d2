import type { CustodyService } from '../custody/custody.service.js';
import { PRODUCT } from '../custody/custody.js';
import { inTransaction, type Transaction } from '../database/connect.js';
import { fileStore } from '../evidence/file-store.js';
import type { NoticesService } from '../notices/notices.service.js';
import { peopleRepository } from '../people/people.repository.js';
import type { Clock } from '../shared/clock.js';
import { clamd } from '../viruses/clamd.js';
import type { Verdict } from '../viruses/verdict.js';
import { verdictsRepository } from '../viruses/verdicts.repository.js';
import { noticesOfVerdict } from '../viruses/virus-notices.js';
import { virusesService } from '../viruses/viruses.service.js';

type Parts = {
  clock: Clock;
  /** The address of clamd; absent: files are not looked through. */
  clamdUrl: string | undefined;
  notices: NoticesService;
  noteCustody: CustodyService['note'];
};

/** The parts that look through files for viruses, and tell of it. */
export function virusServices({ clock, clamdUrl, notices, noteCustody }: Parts) {
  async function tell(verdict: Verdict, tx: Transaction, only?: string): Promise<void> {
    const same = await fileStore.withBytes(verdict.sha256, tx);
    const files = only === undefined ? same : same.filter(({ id }) => id === only);
    const act = verdict.state === 'infected' ? 'quarantined' : 'released';
    const notes = files
      .filter(({ pending }) => !pending)
      .map(
        ({ id }) =>
          ({
            fileId: id,
            act,
            by: PRODUCT,
            at: verdict.since,
            from: '',
            detail: verdict.said,
          }) as const,
      );
    await noteCustody(notes, tx);
    await notices.post(noticesOfVerdict(verdict, files, await peopleRepository.administrators()), tx);
  }
  return virusesService({
    clock,
    inTransaction,
    repository: verdictsRepository,
    read: (id) => fileStore.read(id),
    scan: clamdUrl === undefined ? undefined : clamd(clamdUrl),
    tell,
  });
}
