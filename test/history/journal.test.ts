import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { fromRoot } from '../../src/shared/project-root.js';
import { paper } from '../support/cases.js';
import { officeAtWork } from '../support/office-at-work.js';

type Stored = Record<string, unknown> & { _id: string; history: Record<string, unknown>[] };
type Line = Record<string, unknown> & { _id: number };
const inspections = () => mongoose.connection.collection<Stored>('inspections');
const findings = () => mongoose.connection.collection<Stored>('findings');
const journal = () => mongoose.connection.collection<Line>('journal');

describe('the record of what happened', () => {
  const { office, staff, walk } = officeAtWork();
  let id: string;
  let finding: string;
  before(async () => {
    await walk.prepare({ mode: 'scheduled' });
    id = await walk.opened();
    finding = await walk.record(id, {}, [paper()]);
    await walk.conclude(id, '2/3/2026');
    await walk.report(finding);
    await walk.verify(finding, 'accepted');
  });

  const faults = async () =>
    (await office.services.journal.verify()).faults.map(({ subject, what }) => `${subject} ${what}`);

  /** Alters the database behind the product's back, looks, and puts everything back. */
  async function afterwards(alter: () => Promise<unknown>): Promise<string[]> {
    const kept = await Promise.all(
      [inspections(), findings(), journal()].map(async (collection) => ({
        collection: collection as unknown as mongoose.Collection,
        documents: await (collection as unknown as mongoose.Collection).find().toArray(),
      })),
    );
    await alter();
    const found = await faults();
    for (const { collection, documents } of kept) {
      await collection.deleteMany({});
      await collection.insertMany(documents);
    }
    return found;
  }
  const eventsOf = async () => (await inspections().findOne({ _id: id }))?.history ?? [];
  const setHistory = (history: unknown[]) =>
    inspections().updateOne({ _id: id }, { $set: { history: history as Stored['history'] } });

  it('is whole after a whole case, its findings, units, calendars, signs and settings', async () => {
    const { lines, cases, faults: found } = await office.services.journal.verify();
    expect(found).to.deep.equal([]);
    expect(cases).to.be.above(5);
    expect(lines).to.equal(await journal().countDocuments());
  });

  it('shows a fact that was altered', async () => {
    const altered: [string, () => Promise<unknown>][] = [
      ['a date', () => inspections().updateOne({ _id: id }, { $set: { deliveredOn: '2026-02-20' } })],
      [
        'a number deep inside',
        () => findings().updateOne({ _id: finding }, { $set: { 'deadline.workingDays': 99 } }),
      ],
      [
        'a hash of evidence',
        () => findings().updateOne({ _id: finding }, { $set: { 'evidence.0.sha256': 'x' } }),
      ],
      ['what is taken away', () => findings().updateOne({ _id: finding }, { $unset: { legalBasis: '' } })],
      [
        'who may see it',
        () => inspections().updateOne({ _id: id }, { $push: { readers: 'unit:x' } as never }),
      ],
    ];
    for (const [what, alter] of altered)
      expect((await afterwards(alter)).join(), what).to.include('was altered without an event');
  });

  it('shows an event that was altered, removed or put in', async () => {
    const altered = await afterwards(async () =>
      setHistory((await eventsOf()).map((event, at) => (at === 1 ? { ...event, reason: 'Bịa' } : event))),
    );
    expect(altered).to.include('inspection event 2 was altered');
    const moved = await afterwards(async () =>
      setHistory(
        (await eventsOf()).map((event, at) =>
          at === 1 ? { ...event, at: new Date('2026-01-01T00:00:00Z') } : event,
        ),
      ),
    );
    expect(moved).to.include('inspection event 2 was altered');
    const removed = await afterwards(async () => setHistory((await eventsOf()).filter((_, at) => at !== 2)));
    expect(removed.join())
      .to.include('does not follow')
      .and.to.include('has a line for an event that is gone');
    const cut = await afterwards(async () => setHistory((await eventsOf()).slice(0, -1)));
    expect(cut.join()).to.include('was altered without an event');
    const inserted = await afterwards(async () => {
      const events = await eventsOf();
      return setHistory([...events.slice(0, 2), { ...events[1], seq: 3 }, ...events.slice(2)]);
    });
    expect(inserted.join()).to.include('was altered').and.to.include('is not in the journal');
  });

  it('shows a case or finding that was removed whole', async () => {
    const gone = 'journal has a line for an event that is gone';
    expect(await afterwards(() => inspections().deleteOne({ _id: id }))).to.include(gone);
    expect(await afterwards(() => findings().deleteOne({ _id: finding }))).to.include(gone);
  });

  it('shows a line of the journal that was removed, altered or swapped', async () => {
    const removed = await afterwards(() => journal().deleteOne({ _id: 7 }));
    expect(removed).to.include('journal line 7 is missing');
    const altered = await afterwards(() =>
      journal().updateOne({ _id: 7 }, { $set: { eventHash: '0'.repeat(64) } }),
    );
    expect(altered).to.include('journal was altered');
    const swapped = await afterwards(async () => {
      const [one, two] = await journal()
        .find({ _id: { $in: [7, 8] } })
        .toArray();
      await journal().deleteMany({ _id: { $in: [7, 8] } });
      await journal().insertMany([
        { ...two!, _id: 7 },
        { ...one!, _id: 8 },
      ]);
    });
    expect(swapped)
      .to.include('journal was altered')
      .and.to.include('journal does not follow the line before it');
  });

  it('shows that its end was cut off, journal and case alike', async () => {
    const lastLine = await afterwards(async () => {
      const [last] = await journal().find().sort({ _id: -1 }).limit(1).toArray();
      await journal().deleteOne({ _id: last!._id });
    });
    expect(lastLine).to.not.deep.equal([]);
    // The last thing that happened was the preparation of this case: case and line are both taken away.
    const fresh = await walk.prepare({ mode: 'scheduled' });
    const whole = await afterwards(async () => {
      await journal().deleteMany({ subjectId: fresh });
      await inspections().deleteOne({ _id: fresh });
    });
    expect(whole.join()).to.include('does not come to the end that was written');
  });

  it('is told in the page of the case: who, in which post, when and why', async () => {
    const { html, text } = await staff.head.agent.get(`/inspections/${id}`);
    const told = ['Chuẩn bị', 'Phê duyệt', 'Bắt đầu kiểm tra', 'Kết luận', 'Báo cáo khắc phục', 'Kết thúc'];
    for (const what of told) expect(html).to.include(`<p class="timeline__what">${what}</p>`);
    expect(text).to.include('09:00 02/03/2026').and.to.include(`${staff.supervisor.name}, Phó Giám đốc`);
    expect(html.match(/Báo cáo khắc phục<\/p>/g)).to.have.length(1);
  });

  /** `npm run journal -- …`, on the database of this test. */
  async function command(...words: string[]) {
    const child = spawn(process.execPath, [fromRoot('dist/scripts/journal.js'), ...words], {
      env: { PATH: process.env['PATH'] ?? '', MONGODB_URI: office.product.config.mongodbUri ?? '' },
    });
    let said = '';
    child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, said };
  }

  it('is verified from the command line: 0 when it is whole, 1 when it is not, 2 for words it does not know', async () => {
    const whole = await command('verify');
    expect(whole.said).to.include('The record is whole.');
    expect(whole.code).to.equal(0);
    const { conclusion } = (await inspections().findOne({ _id: id }))!;
    await inspections().updateOne({ _id: id }, { $set: { conclusion: 'Không có gì' } });
    const broken = await command('verify');
    expect(broken.said)
      .to.include(`inspection ${id}: was altered without an event`)
      .and.to.include('Faults found: 1.');
    expect(broken.code).to.equal(1);
    await inspections().updateOne({ _id: id }, { $set: { conclusion } });
    for (const words of [[], ['repair'], ['verify', 'all'], ['--force']]) {
      const { code, said } = await command(...words);
      expect([code, said.trim().split('\n').length], words.join()).to.deep.equal([2, 1]);
    }
  });
});
