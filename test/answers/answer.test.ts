import { expect } from 'chai';
import { givenAt, nothingGiven, verdictOn, type Answer, type Given } from '../../src/answers/answer.js';
import { readGiven, readSent } from '../../src/answers/answer.form.js';
import { tallyOf, unansweredIn } from '../../src/answers/tally.js';
import { readCounts, writeCounts } from '../../src/checklists/item-words.js';
import { basisHolds, itemsIn, type ChecklistItem } from '../../src/checklists/checklist.js';
import { shippedChecklist } from '../../src/checklists/checklist.data.js';
import { signsIn } from '../../src/checklists/sign-catalogue.js';
import { shippedCatalogue } from '../../src/checklists/signs.data.js';
import { eventOf } from '../../src/history/event.js';
import { Invalid } from '../../src/shared/errors.js';

const by = { personId: 'an', name: 'Nguyễn Văn An', post: 'Chuyên viên' };
const at = new Date('2026-03-02T02:00:00Z');

const given = (more: Partial<Given>): Given => ({ ...nothingGiven, ...more });

/** An answer as it stands after these were written one after the other; the writes are called w1, w2, … */
function answerOf(...steps: (Given & { files?: number })[]): Answer {
  let before: object | undefined;
  const history: Answer['history'] = [];
  let facts = {} as Omit<Answer, 'version' | 'history'>;
  steps.forEach(({ files = 0, ...step }, index) => {
    const evidence = Array.from({ length: files }, (_, file) => ({ id: `f${file}` })) as never;
    facts = { id: 'x-A1', inspectionId: 'x', code: 'A1', ...step, evidence, write: `w${index + 1}`, by, at };
    history.push(eventOf({ at, by, action: 'answered' }, before, facts, history.at(-1)));
    before = facts;
  });
  return { ...facts, version: steps.length, history };
}

const met = given({ outcome: 'met' });
const notMet = given({ outcome: 'not_met', note: 'Vắng 2 người' });

describe('an answer that is sent', () => {
  const stored = answerOf(met, notMet);

  it('is taken on what the sender has seen', () => {
    expect(verdictOn(undefined, met, { version: 0, write: 'n' })).to.equal('take');
    expect(verdictOn(stored, met, { version: 2, write: 'n' })).to.equal('take');
  });

  it('is taken once, however often it comes', () => {
    expect(verdictOn(stored, notMet, { version: 1, write: 'w2' })).to.equal('keep');
    expect(verdictOn(stored, met, { version: 0, write: 'w1' })).to.equal('keep');
  });

  it('is a conflict when somebody else has said something else meanwhile', () => {
    const mine = given({ outcome: 'not_applicable' });
    expect(verdictOn(stored, mine, { version: 1, write: 'n' })).to.equal('conflict');
    expect(verdictOn(stored, mine, { version: 0, write: 'n' })).to.equal('conflict');
    expect(verdictOn(stored, mine, { version: 7, write: 'n' })).to.equal('conflict');
    expect(verdictOn(undefined, mine, { version: 1, write: 'n' })).to.equal('conflict');
  });

  it('leaves what others said when its sender has changed nothing', () => {
    expect(verdictOn(stored, met, { version: 1, write: 'n' })).to.equal('keep');
    expect(verdictOn(stored, nothingGiven, { version: 0, write: 'n' })).to.equal('keep');
    expect(verdictOn(undefined, nothingGiven, { version: 0, write: 'n' })).to.equal('keep');
  });

  it('is no conflict with files that came meanwhile', () => {
    const withFile = answerOf(met, { ...met, files: 1 });
    expect(verdictOn(withFile, notMet, { version: 1, write: 'n' })).to.equal('take');
  });

  it('can be read back as it stood in each version', () => {
    const counted = answerOf(met, given({ note: 'a', counts: { present: 4 } }), notMet);
    expect(givenAt(counted, 0)).to.deep.equal(nothingGiven);
    expect(givenAt(counted, 1)).to.deep.equal(met);
    expect(givenAt(counted, 2)).to.deep.equal(given({ note: 'a', counts: { present: 4 } }));
    expect(givenAt(counted, 3)).to.deep.equal(notMet);
  });
});

describe('the form of an item', () => {
  const [item] = itemsIn(shippedChecklist().sections) as [ChecklistItem];

  it('reads an answer, its note and the numbers that were written', () => {
    const fields = {
      'outcome-A1': 'met',
      'note-A1': ' đủ \r\n',
      'count-A1-required': '1.250',
      'good-A1': 'yes',
    };
    expect(readGiven(fields, item)).to.deep.equal({
      outcome: 'met',
      note: 'đủ',
      counts: { required: 1250 },
      good: true,
    });
    expect(readSent({ 'version-A1': '3', 'write-A1': 'w' }, 'A1')).to.deep.equal({ version: 3, write: 'w' });
  });

  it('says beside each field what cannot be read', () => {
    const wrong = { 'outcome-A1': 'perhaps', 'note-A1': 'x'.repeat(4001), 'count-A1-present': '-3' };
    expect(() => readGiven(wrong, item))
      .to.throw(Invalid)
      .with.property('errors')
      .that.satisfies((errors: { field: string }[]) =>
        ['note-A1', 'count-A1-present'].every((field) => errors.some((error) => error.field === field)),
      );
    expect(readGiven({ 'outcome-A1': 'perhaps' }, item)).to.deep.equal(nothingGiven);
  });
});

describe('the numbers of a checklist', () => {
  const { sections } = shippedChecklist();
  const items = itemsIn(sections);

  it('never count what was not checked as met', () => {
    const answers = new Map<string, Given>([
      ['A1', met],
      ['A2', notMet],
      ['A3', given({ outcome: 'not_checked' })],
      ['A4', given({ outcome: 'not_applicable' })],
      ['A5', given({ note: 'chỉ có ghi chú', good: true })],
    ]);
    const tally = tallyOf(items, answers);
    // A1 weighs 3 and A2 weighs 1: three of four.
    expect(tally).to.include({
      items: 60,
      answered: 4,
      met: 1,
      not_met: 1,
      not_checked: 1,
      good: 1,
      rate: 75,
    });
    expect(tallyOf(items, new Map([['A3', given({ outcome: 'not_checked' })]]))).to.not.have.property('rate');
  });

  it('tell by section what has no answer', () => {
    const answers = new Map(sections[0]!.items.map(({ code }) => [code, met]));
    answers.set('B1', given({ note: 'x' }));
    const open = unansweredIn(sections, answers);
    expect(open).to.have.length(sections.length - 1);
    expect(open[0]?.codes).to.include('B1');
  });
});

describe('the legal basis of an item', () => {
  const [item] = itemsIn(shippedChecklist().sections) as [ChecklistItem];

  it('holds from its first day to its last', () => {
    const ended: ChecklistItem = { ...item, basisFrom: '2018-06-01', basisTo: '2025-06-30' };
    expect(basisHolds(item, '2026-03-02')).to.equal(true);
    expect(
      ['2018-05-31', '2018-06-01', '2025-06-30', '2025-07-01'].map((day) => basisHolds(ended, day)),
    ).to.deep.equal([false, true, true, false]);
  });
});

describe('the checklist that ships with the product', () => {
  it('has sixty items, each with a weight and marked provisional, and links to signs that there are', () => {
    const items = itemsIn(shippedChecklist().sections);
    const signs = signsIn(shippedCatalogue().groups).map(({ code }) => code);
    expect(items).to.have.length(60);
    expect(items.every(({ weight, provisional }) => [1, 2, 3].includes(weight) && provisional)).to.equal(
      true,
    );
    expect(items.filter(({ sign }) => sign !== '' && !signs.includes(sign))).to.deep.equal([]);
    const [first] = items;
    expect(first?.counts.map(({ key }) => key)).to.deep.equal([
      'required',
      'present',
      'absent_with_reason',
      'absent_without_reason',
    ]);
  });

  it('writes what an item counts as lines and reads them again', () => {
    const counts = readCounts(['Hồ sơ đúng hạn', 'late:Quá hạn|Late', '']);
    expect(counts).to.deep.equal([
      { key: 'ho_so_dung_han', text: { vi: 'Hồ sơ đúng hạn', en: '' } },
      { key: 'late', text: { vi: 'Quá hạn', en: 'Late' } },
    ]);
    expect(readCounts(writeCounts(counts ?? []))).to.deep.equal(counts);
    expect(readCounts(['a|b|c'])).to.equal(undefined);
    expect(readCounts(['late:A', 'late:B'])).to.equal(undefined);
  });
});
