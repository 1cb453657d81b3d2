import { faultsOf, fingerprint, START_OF_CHAIN, type Journaled } from './event.js';
import type { JournalEntry } from './journal.model.js';

export type Fault = { subject: string; id: string; what: string };
type Head = { seq: number; hash: string };
/** A record with a chain of its own, whose end the journal is told. */
type Ledger = { subject: string; verify: () => Promise<{ lines: number; faults: Omit<Fault, 'subject'>[] }> };
type Source = { subject: string; all: () => AsyncIterable<Journaled> };

/**
 * Checks the whole record: every event of every case against its hash and the one before it, every case against the
 * fingerprint of its last event, every line of the journal, and the journal against the cases (one missing on either
 * side shows; so does an end that was cut off). Reads one document at a time.
 */
export function journalService(deps: {
  entries: () => AsyncIterable<JournalEntry>;
  /** The last line as it was written. */
  head: () => Promise<Head>;
  sources: Source[];
  ledgers?: Ledger[];
}) {
  async function readChain(faults: Fault[]): Promise<Map<string, string>> {
    // Read first: lines that are written meanwhile stand behind it.
    const head = await deps.head();
    let atHead = START_OF_CHAIN;
    const known = new Map<string, string>();
    let previous = START_OF_CHAIN;
    let expected = 1;
    for await (const entry of deps.entries()) {
      const { hash, ...rest } = entry;
      const report = (what: string) => faults.push({ subject: 'journal', id: String(entry.seq), what });
      if (entry.seq !== expected) report(`line ${expected} is missing`);
      if (entry.previous !== previous) report('does not follow the line before it');
      if (fingerprint(rest) !== hash) report('was altered');
      previous = hash;
      if (entry.seq === head.seq) atHead = hash;
      expected = entry.seq + 1;
      known.set(`${entry.subjectId} ${entry.eventSeq}`, entry.eventHash);
    }
    if (atHead !== head.hash) {
      const what = `does not come to the end that was written, line ${head.seq}`;
      faults.push({ subject: 'journal', id: String(expected - 1), what });
    }
    return known;
  }

  return {
    async verify(): Promise<{ lines: number; cases: number; entries: number; faults: Fault[] }> {
      const faults: Fault[] = [];
      const known = await readChain(faults);
      const lines = known.size;
      let cases = 0;
      for (const { subject, all } of deps.sources) {
        for await (const document of all()) {
          cases += 1;
          const report = (what: string) => faults.push({ subject, id: document.id, what });
          faultsOf(document).forEach(report);
          for (const event of document.history) {
            const key = `${document.id} ${event.seq}`;
            if (known.get(key) !== event.hash)
              report(`event ${event.seq} is not in the journal as it stands`);
            known.delete(key);
          }
        }
      }
      for (const key of known.keys()) {
        faults.push({ subject: 'journal', id: key, what: 'has a line for an event that is gone' });
      }
      let entries = 0;
      for (const { subject, verify } of deps.ledgers ?? []) {
        const read = await verify();
        entries += read.lines;
        faults.push(...read.faults.map((fault) => ({ subject, ...fault })));
      }
      return { lines, cases, entries, faults };
    },
  };
}
