import { expect } from 'chai';
import { BSON, type Db } from 'mongodb';
import { behind } from '../../src/transfer/behind.js';
import { copyDatabase } from '../../src/transfer/copy.js';
import type { Compared } from '../../src/transfer/compare.js';
import { silent, type Progress } from '../../src/transfer/progress.js';
import { carried, decode, shownId } from '../../src/transfer/raw.js';
import { failure } from '../embedded-mongo/support.js';
import { contentOf, fill, newFolder, openData, removeFolder, type Opened } from './support.js';

/** `DOCUMENTS=20000` and more for a long run. */
const DOCUMENTS = Number(process.env['DOCUMENTS'] ?? 1500);

const now = () => new Date();

describe('copying a database', function () {
  this.timeout(60_000);
  let folders: string[];
  let here: Opened;
  let there: Opened;
  let target: Db;
  let content: Record<string, string>;
  let times = 0;
  before(async () => {
    folders = [await newFolder(), await newFolder()];
    [here, there] = (await Promise.all(folders.map(openData))) as [Opened, Opened];
    await fill(here.db, DOCUMENTS);
    content = await contentOf(here.db);
  });
  beforeEach(() => (target = there.client.db(`copy-${++times}`)));
  after(async () => {
    await Promise.all([here, there].map(({ close }) => close()));
    await Promise.all(folders.map(removeFolder));
  });

  const copy = (force = false, progress: Progress = silent, from = 'here'): Promise<Compared[]> =>
    copyDatabase(here.db, target, { from, force, progress, now });
  const stopAt =
    (what: string, count: number): Progress =>
    (now, done) => {
      if (now === what && done >= count) throw new Error('the cable was pulled');
    };

  it('carries documents of every type, files, and indexes with their options', async () => {
    const compared = await copy();
    expect(compared.filter(({ same }) => !same)).to.deep.equal([]);
    // The pass that is over may go at any moment on either side.
    const { passes: _gone, ...rest } = content;
    expect(await contentOf(target)).to.deep.include(rest);
    expect(compared.find(({ name }) => name === 'passes')).to.include({ documents: 1, expiring: 1 });
    expect(Object.keys(await contentOf(target))).to.deep.equal(Object.keys(content));
    const indexes = await target.collection('papers').indexes();
    expect(indexes.find(({ name }) => name === 'by tag')?.key).to.deep.equal({ tags: 1, n: -1 });
  });

  it('goes on behind the last document that arrived', async () => {
    await failure(copy(false, stopAt('copying papers', 1000)));
    const arrived = await target.collection('papers').countDocuments();
    expect(arrived).to.be.within(1000, DOCUMENTS - 1);
    await failure(copy(false, stopAt('copying types', 1)));
    const seen: number[] = [];
    const compared = await copy(false, (what, done) => {
      if (what === 'copying papers') seen.push(done);
    });
    expect(Math.min(...seen, DOCUMENTS)).to.be.above(arrived);
    expect(compared.filter(({ same }) => !same)).to.deep.equal([]);
    expect((await target.listCollections().toArray()).map(({ name }) => name)).to.have.members(
      Object.keys(content),
    );
  });

  it('finds what comes behind an id of any type', async () => {
    const types = here.db.collection('types');
    const ordered = (await types.find({}, { raw: true }).sort({ _id: 1 }).toArray()) as never as Uint8Array[];
    const idOf = (bytes: Uint8Array) => shownId(decode(bytes));
    for (const [n, last] of ordered.entries()) {
      const rest = types.find(behind(last), { raw: true }).sort({ _id: 1 }).hint({ _id: 1 });
      const found = ((await rest.toArray()) as never as Uint8Array[]).map(idOf);
      expect(found, `behind ${idOf(last)}`).to.deep.equal(ordered.slice(n + 1).map(idOf));
    }
  });

  it('refuses a target that holds something else, and replaces it when told to', async () => {
    await target.collection('others').insertOne({});
    expect((await failure(copy())).message).to.match(/is not empty \(others\); --force replaces everything/);
    expect(await target.collection('others').countDocuments()).to.equal(1);
    expect((await target.listCollections().toArray()).map(({ name }) => name)).to.deep.equal(['others']);
    await copy(true);
    expect(Object.keys(await contentOf(target))).to.deep.equal(Object.keys(content));
  });

  it('refuses to go on with a copy from elsewhere', async () => {
    await failure(copy(false, stopAt('copying papers', 1)));
    const error = await failure(copy(false, silent, 'another place'));
    expect(error.message).to.match(/holds an interrupted copy from here/);
  });

  it('refuses to copy a database onto itself', async () => {
    const { message } = await failure(
      copyDatabase(here.db, here.client.db(here.db.databaseName), {
        ...{ from: 'here', force: true, progress: silent, now },
      }),
    );
    expect(message).to.match(/are the same database/);
    expect((await contentOf(here.db))['papers']).to.equal(content['papers']);
    expect(Object.keys(await contentOf(here.db))).to.deep.equal(Object.keys(content));
  });

  it('says what differs when the source was changed meanwhile', async () => {
    await failure(copy(false, stopAt('copying types', 1)));
    const { insertedId } = await here.db.collection('papers').insertOne({ _id: 'aaa' as never, code: -1 });
    await here.db
      .collection('passes')
      .updateOne({ expires: { $gt: new Date() } }, { $set: { changed: true } });
    const differing = (await copy()).filter(({ same }) => !same);
    expect(differing.map(({ name, differs }) => [name, differs])).to.deep.equal([
      ['papers', `${DOCUMENTS} of ${DOCUMENTS + 1} documents`],
      ['passes', 'contents'],
    ]);
    await here.db.collection('papers').deleteOne({ _id: insertedId });
  });

  it('names a document that JavaScript would change on the way', () => {
    const inOrder = new Map<string, unknown>([
      ['_id', 7],
      ['1', true],
    ]);
    const bytes = Buffer.from(BSON.serialize(inOrder));
    expect(() => carried(bytes, 'papers')).to.throw(
      'papers: the document with _id 7 cannot be carried unchanged',
    );
    expect(carried(Buffer.from(BSON.serialize({ _id: 7 })), 'papers')).to.have.property('_id');
  });
});
