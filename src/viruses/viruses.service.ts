import type { Readable } from 'node:stream';
import type { InTransaction, Transaction } from '../database/connect.js';
import type { Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { Locked } from '../shared/errors.js';
import { NoAnswer, type FileState, type Scanned, type StoredBytes, type Verdict } from './verdict.js';
import type { VerdictsRepository } from './verdicts.repository.js';

export type VirusesDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: VerdictsRepository;
  read: (id: string) => Readable;
  /** Looks through bytes; absent where no scanner is set. */
  scan: ((bytes: AsyncIterable<Buffer>) => Promise<Scanned>) | undefined;
  /** Tells people and the records of the files that bytes are infected, or no longer are; of one file alone if asked. */
  tell: (verdict: Verdict, tx: Transaction, only?: string) => Promise<void>;
};

/** After it could not be reached the scanner is left alone for so long, so that no form waits for it again and again. */
const PAUSE = 30_000;
/** Lists of files show so late what another copy of the product has found. Milliseconds. */
const REMEMBERED = 2000;
/** Files that one run looks through, and lines that a page shows. */
const MOST = 200;

/** Keeps files shut until they have been looked through for viruses, and infected ones for good. */
export function virusesService({ clock, inTransaction, repository, read, scan, tell }: VirusesDeps) {
  let pausedUntil = 0;
  let shut: { verdicts: Verdict[]; until: number } = { verdicts: [], until: 0 };

  /** Keeps what was found. A change from or to infected is told in the same transaction. */
  const keep = (verdict: Verdict): Promise<{ state: FileState; told: boolean }> =>
    inTransaction(async (tx) => {
      const before = await repository.find(verdict.sha256, tx);
      const { state } = verdict;
      if (before?.state === state && before.said === verdict.said) return { state, told: false };
      // What was found once does not become unknown because the scanner is away.
      if (state === 'waiting' && before !== undefined && before.state !== 'waiting')
        return { state: before.state, told: false };
      await repository.save(verdict, tx);
      shut.until = 0;
      const told = (before?.state === 'infected') !== (state === 'infected');
      if (told) await tell(verdict, tx);
      return { state, told };
    });

  async function ask(id: string): Promise<Scanned | { state: 'waiting'; said: string }> {
    const now = clock.now().getTime();
    if (scan === undefined || now < pausedUntil) return { state: 'waiting', said: '' };
    try {
      return await scan(read(id));
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      if (!error.isThere) pausedUntil = now + PAUSE;
      return { state: 'waiting', said: error.message };
    }
  }

  async function look({ id, sha256 }: StoredBytes): Promise<{ state: FileState; told: boolean }> {
    const found = await ask(id);
    const said = 'virus' in found ? found.virus : 'said' in found ? found.said : '';
    return keep({ sha256, state: found.state, said, since: clock.now(), fileId: id });
  }

  /** Of a file that came before there was a scanner nothing is known: it is looked through when somebody asks for it. */
  async function stateOf(file: StoredBytes): Promise<FileState> {
    const known = (await repository.find(file.sha256))?.state;
    if (scan === undefined) return known === 'infected' ? known : 'clean';
    return known === 'clean' || known === 'infected' ? known : (await look(file)).state;
  }

  return {
    stateOf,

    /** Looks through a file that has just come. Whoever sends what is known to be infected is told as well. */
    async arrived(file: StoredBytes): Promise<FileState> {
      if (scan === undefined) return 'clean';
      const { state, told } = await look(file);
      const verdict = state === 'infected' && !told ? await repository.find(file.sha256) : undefined;
      if (verdict !== undefined) await inTransaction((tx) => tell(verdict, tx, file.id));
      return state;
    },

    /** Of files that wait for a form, those that may go with it: nothing known to be infected. */
    async uninfected<File extends { sha256: string }>(files: File[]): Promise<File[]> {
      const verdicts = await Promise.all(files.map(({ sha256 }) => repository.find(sha256)));
      return files.filter((_file, index) => verdicts[index]?.state !== 'infected');
    },

    /** Throws for a file that nobody may open. */
    async assertOpen(file: StoredBytes): Promise<void> {
      const state = await stateOf(file);
      if (state !== 'clean') throw new Locked(`file ${file.id} is ${state}`);
    },

    /** Looks through what waits, until the scanner cannot be reached. Work by the clock. */
    async scanWaiting(): Promise<{ scanned: number; infected: number }> {
      const counts = { scanned: 0, infected: 0 };
      if (scan === undefined) return counts;
      pausedUntil = 0;
      for (const { fileId, sha256 } of await repository.inState('waiting', MOST)) {
        const { state } = await look({ id: fileId, sha256 });
        if (clock.now().getTime() < pausedUntil) break;
        if (state !== 'waiting') counts.scanned += 1;
        if (state === 'infected') counts.infected += 1;
      }
      return counts;
    },

    /** Files that nobody may open now: infected, or waiting for the scanner. */
    async shut(): Promise<Verdict[]> {
      if (performance.now() < shut.until) return shut.verdicts;
      const states: FileState[] = scan === undefined ? ['infected'] : ['infected', 'waiting'];
      const verdicts = (await Promise.all(states.map((state) => repository.inState(state, MOST)))).flat();
      shut = { verdicts, until: performance.now() + REMEMBERED };
      return verdicts;
    },

    /** How it stands, for whoever keeps the machine. */
    async overview(actor: Actor) {
      assertAllowed(actor, 'settings.manage');
      const [waiting, infected, first] = await Promise.all([
        repository.count('waiting'),
        repository.count('infected'),
        repository.inState('waiting', 1),
      ]);
      const verdicts = await repository.inState('infected', MOST);
      return { hasScanner: scan !== undefined, waiting, infected, why: first[0]?.said ?? '', verdicts };
    },
  };
}
export type VirusesService = ReturnType<typeof virusesService>;
