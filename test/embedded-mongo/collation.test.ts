import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { MongoClient, type Collection, type Document } from 'mongodb';
import { Engine } from '../../src/embedded-mongo/engine/engine.js';
import { foldOf, parseCollation } from '../../src/embedded-mongo/engine/values/collation.js';
import { ServerError } from '../../src/embedded-mongo/errors.js';
import { startEmbeddedMongo } from '../../src/embedded-mongo/index.js';
import { failure, openStore, type TestStore } from './support.js';

const PEOPLE = ['Ánh', 'anh', 'ANH', 'ảnh', 'Đào', 'dao', 'dào', 'zeta', 'ăn', 'an'];
const CASELESS = { locale: 'vi', strength: 2 };

describe('collations', () => {
  let store: TestStore;
  let people: Collection;
  before(async () => {
    store = await openStore();
    people = store.db.collection('people');
    await people.insertMany(PEOPLE.map((name, i) => ({ _id: i as never, name, n: i })));
  });
  after(() => store.close());

  const names = (documents: Document[]) => documents.map(({ name }) => name as string);
  const sorted = (strength: number, locale = 'vi') => {
    const sensitivity = (['base', 'accent', 'variant'] as const)[strength - 1]!;
    return [...PEOPLE].sort(new Intl.Collator(locale, { sensitivity }).compare);
  };

  for (const strength of [1, 2, 3]) {
    it(`sorts by strength ${strength}, with an index and without`, async () => {
      const collation = { locale: 'vi', strength };
      const find = () => people.find().collation(collation).sort({ name: 1, n: 1 });
      const scanned = names(await find().toArray());
      expect(scanned).to.deep.equal(sorted(strength));
      await people.createIndex({ name: 1, n: 1 }, { name: `by ${strength}`, collation });
      expect(JSON.stringify(await find().explain()))
        .to.include(`by ${strength}`)
        .and.not.include('SORT');
      expect(names(await find().toArray())).to.deep.equal(scanned);
    });
  }

  const anh = { name: 'aNh' };
  const aNh: Document[] = [{ $match: anh }, { $group: { _id: '$name', n: { $sum: 1 } } }];
  const QUESTIONS: [string, (c: Collection, o: Document) => Promise<unknown>, unknown, unknown][] = [
    ['find', async (c, o) => (await c.find(anh, o).toArray()).length, 0, 2],
    ['find by $in and $expr', async (c, o) => (await c.find({ name: { $in: ['AN'] }, $expr: { $eq: ['$name', 'An'] } }, o).toArray()).length, 0, 1],
    ['find by range', async (c, o) => (await c.find({ name: { $gte: 'ANH', $lt: 'B' } }, o).toArray()).length, 1, 5],
    ['countDocuments', (c, o) => c.countDocuments(anh, o), 0, 2],
    ['distinct', async (c, o) => (await c.distinct('name', {}, o)).length, 10, 9],
    ['aggregate', async (c, o) => await c.aggregate(aNh, o).toArray(), [], [{ _id: 'anh', n: 2 }]],
    ['$sortByCount', async (c, o) => (await c.aggregate([{ $sortByCount: '$name' }], o).toArray())[0]!.count as number, 1, 2],
    ['$lookup', async (c, o) => ((await c.aggregate([{ $limit: 1 }, { $set: { key: 'ZETA' } }, { $lookup: { from: 'people', localField: 'key', foreignField: 'name', as: 'all' } }], o).toArray())[0]!.all as unknown[]).length, 0, 1],
    ['updateMany', async (c, o) => (await c.updateMany(anh, { $set: { seen: 1 } }, o)).matchedCount, 0, 2],
    ['$addToSet', async (c, o) => { await c.updateOne({ n: 0 }, { $set: { tags: ['a'] } }); await c.updateOne({ n: 0 }, { $addToSet: { tags: 'A' } }, o); return ((await c.findOne({ n: 0 }))!.tags as unknown[]).length; }, 2, 1],
    ['findOneAndUpdate', async (c, o) => (await c.findOneAndUpdate({ name: 'ZETA' }, { $inc: { n: 0 } }, o))?.name as unknown, undefined, 'zeta'],
    ['deleteOne', async (c, o) => (await c.deleteOne({ name: 'NONE' }, o)).deletedCount, 0, 0],
  ]; // prettier-ignore
  for (const [name, ask, plain, caseless] of QUESTIONS) {
    it(`${name} compares as it is told`, async () => {
      expect(await ask(people, {}), 'bytes').to.deep.equal(plain);
      expect(await ask(people, { collation: CASELESS }), 'letters').to.deep.equal(caseless);
    });
  }

  it('keeps e-mail addresses unique whatever their case', async () => {
    const users = store.db.collection('users');
    const collation = { locale: 'en', strength: 2 };
    await users.createIndex({ email: 1 }, { unique: true, collation });
    await users.insertOne({ email: 'An@example.vn' });
    expect(await failure(users.insertOne({ email: 'aN@EXAMPLE.vn' }))).to.include({ code: 11000 });
    await users.insertOne({ email: 'Án@example.vn' });
    expect(await users.findOne({ email: 'AN@EXAMPLE.VN' }, { collation })).to.include({
      email: 'An@example.vn',
    });
    expect(JSON.stringify(await users.find({ email: 'x' }).explain())).to.include('COLLSCAN');
    expect(JSON.stringify(await users.find({ email: 'x' }).collation(collation).explain())).to.include(
      'IXSCAN',
    );
    const [, index] = await users.indexes();
    expect(index!.collation).to.include({ locale: 'en', strength: 2, caseLevel: false, version: '57.1' });
    expect(await store.db.command({ validate: 'users' })).to.include({ valid: true });
  });

  it('uses an index of another collation only for what is no text', async () => {
    const mixed = store.db.collection('mixed');
    await mixed.insertMany([{ v: 1 }, { v: 'a' }, { v: 'A' }]);
    await mixed.createIndex({ v: 1 });
    const stages = async (filter: Document) =>
      JSON.stringify(await mixed.find(filter).collation(CASELESS).explain());
    expect(await stages({ v: 1 })).to.include('IXSCAN');
    expect(await stages({ v: 'a' })).to.include('COLLSCAN');
    expect(await mixed.find({ v: 'a' }).collation(CASELESS).hint('v_1').toArray()).to.have.length(2);
  });

  it('is a collection’s default, which its indexes and statements inherit', async () => {
    const words = await store.db.createCollection('words', { collation: CASELESS });
    await words.createIndex({ word: 1 }, { unique: true });
    await words.insertOne({ _id: 'A' as never, word: 'Một' });
    expect(await failure(words.insertOne({ _id: 'a' as never }))).to.include({ code: 11000 });
    expect(await failure(words.insertOne({ word: 'MỘT' }))).to.include({ code: 11000 });
    expect(await words.countDocuments({ word: 'một' })).to.equal(1);
    expect(await words.countDocuments({ word: 'một' }, { collation: { locale: 'simple' } })).to.equal(0);
    expect((await store.db.listCollections({ name: 'words' }).toArray())[0]).to.have.nested.include({
      'options.collation.strength': 2,
      'idIndex.collation.locale': 'vi',
    });
  });

  const REFUSED: [string, Document, number][] = [
    ['a language of letters that are two characters', { locale: 'cs' }, 238],
    ['no language', { strength: 2 }, 40414],
    ['strength 4', { locale: 'en', strength: 4 }, 238],
    ['caseLevel', { locale: 'en', caseLevel: true }, 238],
    ['shifted signs', { locale: 'en', alternate: 'shifted' }, 238],
    ['an unknown option', { locale: 'en', color: 1 }, 40415],
    ['simple with options', { locale: 'simple', strength: 1 }, 9],
  ];
  for (const [name, collation, code] of REFUSED) {
    it(`refuses ${name}`, async () => {
      const error = await failure(people.find({}, { collation: collation as never }).toArray());
      expect(error).to.include({ code });
    });
  }

  it('refuses texts that it cannot place, and stages that know no collation', async () => {
    const error = await failure(people.find({ name: 'ภาษา' }, { collation: CASELESS }).toArray());
    expect(error).to.include({ code: 238 });
    for (const stage of [
      { $setWindowFields: { sortBy: { name: 1 }, output: { place: { $rank: {} } } } },
      { $set: { x: { $in: ['a', ['A']] } } },
    ])
      expect(await failure(people.aggregate([stage], { collation: CASELESS }).toArray())).to.include({
        code: 238,
      });
  });
});

describe('the keys of a collation', () => {
  it('are made again by a store that opens with another ICU', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'icu '));
    const collation = { locale: 'en', strength: 2 };
    const open = async (work: (users: Collection) => Promise<void>) => {
      const { uri, stop } = await startEmbeddedMongo({ folder });
      const client = await new MongoClient(uri).connect();
      await work(client.db().collection('users'));
      await client.close();
      await stop();
    };
    await open(async (users) => {
      await users.createIndex({ name: 1 }, { collation, unique: true });
      await users.insertMany([{ name: 'An' }, { name: 'Bình' }]);
    });
    const engine = await Engine.open(folder);
    const [users] = engine.catalog.all().filter(({ namespace }) => namespace.endsWith('.users'));
    await engine.store.write((writer) => {
      users!.indexes[1]!.collationKeys = 'another';
      engine.catalog.clearIndex(writer, users!, users!.indexes[1]!);
      engine.catalog.save(writer, users!);
    });
    await engine.close();
    await open(async (people) => {
      expect(await people.countDocuments({ name: 'AN' }, { collation, hint: 'name_1' })).to.equal(1);
      expect(await failure(people.insertOne({ name: 'bÌnh' }))).to.include({ code: 11000 });
    });
    await rm(folder, { recursive: true });
  });

  const LETTERS = [
    ...'aAbBcdeEfghiIklmnostuvwxyzZ0123456789 .-_@’“”äÄæÆßéèêëñöøœüăÂâÊôƠơưĐđạảãẢấầẩẫậắằẳẵặếềểễệốộớờởợứừửữựỳỵλΣσαбвгЙй漢字①ﬁ½',
  ];
  const random = (most: number) => Math.floor(Math.random() * most);
  const text = () => Array.from({ length: random(6) }, () => LETTERS[random(LETTERS.length)]).join('');
  const alike = (of: string) =>
    [of.toUpperCase(), of.normalize('NFD'), of.normalize('NFD').replace(/\p{M}/gu, ''), `${of}a`, text()][
      random(5)
    ]!;

  for (const collation of [
    { locale: 'en', strength: 2 },
    { locale: 'vi', strength: 1 },
    { locale: 'vi' },
    { locale: 'de', strength: 2, numericOrdering: true },
  ]) {
    it(`are in ICU’s order: ${JSON.stringify(collation)}`, () => {
      const { locale, strength, numericOrdering } = parseCollation(collation) as {
        locale: string;
        strength: 1;
        numericOrdering: boolean;
      };
      const sensitivity = ({ 1: 'base', 2: 'accent', 3: 'variant' } as const)[strength];
      const icu = new Intl.Collator(locale, { sensitivity, numeric: numericOrdering });
      const fold = foldOf(parseCollation(collation))!;
      let compared = 0;
      for (let i = 0; i < Number(process.env.QUESTIONS ?? 3000); i++) {
        const left = text();
        const right = alike(left);
        try {
          const order = Buffer.compare(fold(left), fold(right));
          expect(order, `${left} ${right}`).to.equal(Math.sign(icu.compare(left, right)));
          compared++;
        } catch (error) {
          if (!(error instanceof ServerError)) throw error;
        }
      }
      expect(compared).to.be.above(500);
    });
  }
});
