import type { InTransaction, Transaction } from '../database/connect.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, momentAt } from '../shared/dates.js';
import {
  custodyActs,
  ledgerFaults,
  lookKey,
  PRODUCT,
  type Custodian,
  type CustodyAct,
  type CustodyEntry,
  type LedgerEnd,
  type Note,
} from './custody.js';
import type { CustodyRepository, CustodySeal } from './custody.repository.js';

export type CustodyDeps = { clock: Clock; inTransaction: InTransaction; repository: CustodyRepository };

/** So long a look may wait for others before it is written. Milliseconds. */
const GATHER = 1000;
/** So many looks are written at a time; and so many are remembered as written. */
const BATCH = 500;
const REMEMBERED = 200_000;

/** Every end of the ledger that the journal was told of. */
const sealedEnds = ({ history }: CustodySeal): LedgerEnd[] => {
  let now = { n: 0, hash: '' };
  return history.map(({ changes }) => {
    const after = (field: string) => changes.find((change) => change.field === field)?.after;
    now = { n: (after('n') as number) ?? now.n, hash: (after('end') as string) ?? now.hash };
    return now;
  });
};

/**
 * Keeps what happens to files. Whatever changes or leaves the house is written before it is done. That somebody saw a
 * picture is gathered for a second and written once a day for each person and file, so that a page with fifty pictures
 * waits for nothing; what a power cut can take is that second.
 */
export function custodyService({ clock, inTransaction, repository }: CustodyDeps) {
  const looked = new Set<string>();
  let waiting: Note[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  /** Without looks that are in the ledger already: written before a restart, or by another copy of the product. */
  async function firstLooks(looks: readonly Note[], tx: Transaction): Promise<Note[]> {
    const since = looks.reduce((first, { at }) => (at < first ? at : first), clock.now());
    const ids = [...new Set(looks.map(({ fileId }) => fileId))];
    const written = await repository.seenSince(ids, momentAt(dayOf(since), '00:00'), tx);
    const known = new Set(written.map((look) => lookKey(look, dayOf(look.at))));
    return looks.filter((look) => !known.has(lookKey(look, dayOf(look.at))));
  }

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH);
      try {
        await inTransaction(async (tx) => repository.append(await firstLooks(batch, tx), tx));
      } catch {
        // The store is away for a moment: the looks wait for the next one, and the oldest are let go at last.
        waiting = [...batch, ...waiting].slice(-REMEMBERED);
        return;
      }
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    return (writing = writing.then(write));
  }

  async function* record(fileIds: readonly string[]): AsyncGenerator<CustodyEntry> {
    await flush();
    yield* repository.of(fileIds);
  }

  return {
    flush,
    record,

    /** Keeps what is done to files; with a transaction, together with the doing. */
    async note(notes: readonly Note[], tx?: Transaction): Promise<void> {
      if (tx === undefined) await inTransaction((own) => repository.append(notes, own));
      else await repository.append(notes, tx);
    },

    /** The same by one person to many files. */
    noteAll: (act: CustodyAct, fileIds: readonly string[], who: Custodian, detail?: string) =>
      inTransaction((tx) =>
        repository.append(
          fileIds.map((fileId) => ({ ...who, fileId, act, ...(detail === undefined ? {} : { detail }) })),
          tx,
        ),
      ),

    /** Keeps that somebody saw a file, soon. */
    saw(fileId: string, who: Custodian): void {
      const note: Note = { ...who, fileId, act: 'seen' };
      const key = lookKey(note, dayOf(who.at));
      if (looked.has(key)) return;
      if (looked.size >= REMEMBERED) looked.clear();
      looked.add(key);
      waiting.push(note);
      timer ??= setTimeout(() => void flush(), GATHER).unref();
    },

    /** The newest lines about a file, from before a place on. */
    async latest(
      fileId: string,
      before: number,
      most: number,
      acts: readonly CustodyAct[] = custodyActs,
    ): Promise<CustodyEntry[]> {
      await flush();
      return repository.latest(fileId, before, most, acts);
    },

    /** Tells the journal where the ledger ends, so that lines cut off its end are missed. Work by the clock. */
    async seal(): Promise<{ lines: number }> {
      await flush();
      const { n, hash } = await repository.end();
      if (n === 0) return { lines: 0 };
      const told = await inTransaction(async (tx) => {
        const before = await repository.seal(tx);
        const act = { at: clock.now(), by: PRODUCT, action: 'sealed' };
        if (before === undefined)
          await repository.createSeal({ id: repository.sealId, n, end: hash }, act, tx);
        else if (before.n < n) await repository.changeSeal(before, { ...before, n, end: hash }, act, tx);
        return before?.n ?? 0;
      });
      return { lines: Math.max(n - told, 0) };
    },

    /** Reads the whole ledger and says what is wrong with it. */
    async verify() {
      await flush();
      // What is written meanwhile stands behind the end that is read first.
      const [end, seal] = [await repository.end(), await repository.seal()];
      return ledgerFaults(repository.all(), end, seal === undefined ? [] : sealedEnds(seal));
    },
  };
}
export type CustodyService = ReturnType<typeof custodyService>;
