import { expect } from 'chai';
import {
  chained,
  EMPTY_LEDGER,
  ledgerFaults,
  recordFaults,
  type CustodyAct,
  type CustodyEntry,
  type Note,
} from '../../src/custody/custody.js';

const note = (fileId: string, act: CustodyAct, minute: number): Note => ({
  fileId,
  act,
  at: new Date(Date.UTC(2026, 2, 3, 8, minute)),
  by: { personId: 'p1', name: 'Trần Văn Nam', post: 'Chuyên viên' },
  from: '10.0.0.7',
});

const first = chained(
  [note('a', 'added', 0), note('b', 'added', 0), note('a', 'seen', 5)],
  EMPTY_LEDGER,
  new Map(),
);
const second = chained([note('a', 'downloaded', 6), note('b', 'exported', 7)], first.end, first.ends);
const all = [...first.entries, ...second.entries];

async function* each(entries: readonly CustodyEntry[]): AsyncGenerator<CustodyEntry> {
  for (const entry of entries) yield await Promise.resolve(entry);
}
const faults = async (entries: readonly CustodyEntry[], sealed = [first.end]) =>
  (await ledgerFaults(each(entries), second.end, sealed)).faults.map(({ id, what }) => `${id} ${what}`);
const without = (n: number) => all.filter((entry) => entry.n !== n);

describe('the record of a file', () => {
  it('is numbered and chained by itself, whatever happens to other files meanwhile', () => {
    const own = all.filter(({ fileId }) => fileId === 'a');
    expect(own.map(({ seq, act }) => `${seq} ${act}`)).to.deep.equal(['1 added', '2 seen', '3 downloaded']);
    expect(recordFaults(own)).to.deep.equal([]);
    expect(own[2]?.previous).to.equal(own[1]?.hash);
  });

  it('shows alone what was taken out, put in or altered', () => {
    const [one, two, three] = all.filter(({ fileId }) => fileId === 'a');
    expect(recordFaults([one!, three!])).to.deep.equal(['entry 3 does not follow entry 1']);
    expect(recordFaults([two!, three!])).to.include('entry 2 does not follow entry 0');
    expect(recordFaults([one!, { ...two!, from: '10.0.0.8' }, three!])).to.deep.equal([
      'entry 2 was altered',
    ]);
  });
});

describe('the ledger of all files', () => {
  it('is whole as it was written, also over several writings', async () => {
    expect(all.map(({ n }) => n)).to.deep.equal([1, 2, 3, 4, 5]);
    expect(await faults(all)).to.deep.equal([]);
  });

  it('misses a line that is gone, wherever it stood', async () => {
    for (const n of [1, 2, 3, 4, 5]) expect(await faults(without(n)), `line ${n}`).to.not.deep.equal([]);
    expect(await faults(without(5))).to.deep.equal(['5 is missing: the record ends at line 4']);
  });

  it('misses an end that was cut off together with the end that was written, by what the journal was told', async () => {
    const cut = first.entries.slice(0, 2);
    const end = { n: 2, hash: cut[1]?.hash ?? '' };
    const { faults: found } = await ledgerFaults(each(cut), end, [first.end]);
    expect(found).to.deep.equal([{ id: '3', what: 'is missing: the record ends at line 2' }]);
  });

  it('shows a ledger that was written anew, though it is whole in itself', async () => {
    const forged = chained(
      [note('a', 'added', 0), note('b', 'added', 0), note('a', 'seen', 9)],
      EMPTY_LEDGER,
      new Map(),
    );
    const { faults: found } = await ledgerFaults(each(forged.entries), forged.end, [first.end]);
    expect(found).to.deep.equal([{ id: '3', what: 'is not the line that was sealed' }]);
  });
});
