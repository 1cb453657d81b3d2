import { expect } from 'chai';
import { exportedFaults, withheldIn, withoutDrafts } from '../../src/casefile/withheld.js';
import { eventOf, type Journaled } from '../../src/history/event.js';

type Finding = Journaled & { seen: string; draft?: { words: string } };

const by = { personId: 'p1', name: 'Nguyễn Thị Hoa', post: 'Văn phòng' };
const at = new Date('2026-03-03T02:00:00Z');
const recorded = { id: 'f1', seen: 'Vắng 2 công chức' };
const drafted = { ...recorded, draft: { words: 'Chưa gửi' } };
const first = eventOf({ at, by, action: 'recorded' }, undefined, recorded, undefined);
const second = eventOf({ at, by, action: 'drafted' }, recorded, drafted, first);
const finding: Finding = { ...drafted, version: 2, history: [first, second] };

/** As it comes back out of an archive. */
const readBack = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('a finding with a draft of the unit, exported by the authority', () => {
  it('says nothing of the draft, and that something was withheld', () => {
    const exported = withoutDrafts(finding);
    expect(JSON.stringify(exported)).not.to.include('Chưa gửi');
    expect(withheldIn(exported)).to.equal(1);
  });

  it('is still whole by its chain, and shows what is altered in it', () => {
    const exported = readBack(withoutDrafts(finding));
    expect(exportedFaults(exported)).to.deep.equal([]);
    const [one, two] = exported.history;
    expect(exportedFaults({ ...exported, history: [{ ...one!, action: 'x' }, two!] })).to.deep.equal([
      'event 1 was altered',
    ]);
    expect(exportedFaults({ ...exported, history: [two!] })).to.deep.equal([
      'event 2 does not follow the one before it',
    ]);
  });

  it('is checked to its last fact once the draft is gone again', () => {
    const third = eventOf({ at, by, action: 'sent' }, drafted, recorded, second);
    const sent = readBack(withoutDrafts({ ...recorded, version: 3, history: [first, second, third] }));
    expect(exportedFaults(sent)).to.deep.equal([]);
    expect(exportedFaults({ ...sent, seen: 'Đủ người' } as never)).to.deep.equal([
      'was altered without an event',
    ]);
  });

  it('is as it was where there was no draft', () => {
    const plain = { ...recorded, version: 1, history: [first] } as Finding;
    expect(withoutDrafts(plain)).to.deep.equal(plain);
    expect(exportedFaults(readBack(withoutDrafts(plain)))).to.deep.equal([]);
  });
});
