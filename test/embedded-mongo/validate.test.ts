import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { MongoClient, type Document } from 'mongodb';
import { startEmbeddedMongo } from '../../src/embedded-mongo/index.js';
import { damage, type Damaged } from './damage.js';

type Named = Document & { _id: string };

const NOTHING = Buffer.alloc(0);

/** An entry of the index with another record's number. */
function stray(key: Buffer, record: number): Buffer {
  const copy = Buffer.from(key);
  copy[copy.length - 1] = record;
  return copy;
}

const damages: Record<string, (file: Damaged) => void> = {
  sound: () => undefined,
  lacking: (file) => {
    file.remove(file.keys('tags_1')[0]!);
  },
  exchanged: (file) => {
    const [key] = file.keys('tags_1');
    file.remove(key!);
    file.put(stray(key!, 9), NOTHING);
  },
  strange: (file) => {
    file.put(stray(file.keys('tags_1')[0]!, 2), NOTHING);
  },
  unreadable: (file) => {
    file.put(file.keys()[1]!, Buffer.from('nothing like BSON'));
  },
};

describe('validate', () => {
  let folder: string;
  let store: Awaited<ReturnType<typeof startEmbeddedMongo>>;
  let client: MongoClient;
  const open = async () => {
    store = await startEmbeddedMongo({ folder });
    client = await new MongoClient(store.uri).connect();
  };
  const close = async () => {
    await client.close();
    await store.stop();
  };
  const errorsOf = async (name: string): Promise<string[]> => {
    const report = await client.db('d').command({ validate: name });
    expect(report.valid).to.equal(report.errors.length === 0);
    return report.errors as string[];
  };

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'validate-'));
    await open();
    for (const name of Object.keys(damages)) {
      const papers = client.db('d').collection<Named>(name);
      await papers.createIndex({ tags: 1 });
      await papers.insertMany([
        { _id: 'one', tags: ['a', 'b'] },
        { _id: 'two', tags: ['c'] },
      ]);
    }
    await close();
    for (const [name, work] of Object.entries(damages)) await damage(folder, `d.${name}`, work);
    await open();
  });
  after(async () => {
    await close();
    await rm(folder, { recursive: true });
  });

  it('finds nothing where nothing is wrong', async () => {
    expect(await errorsOf('sound')).to.deep.equal([]);
  });

  it('names a document that has no entry in an index', async () => {
    expect(await errorsOf('lacking')).to.deep.equal([
      'record 1 (_id "one") has no entry in index tags_1',
      'index tags_1 has 2 entries, its documents make 3',
    ]);
  });

  it('names an entry whose document is gone, also where the numbers agree', async () => {
    expect(await errorsOf('exchanged')).to.deep.equal([
      'record 1 (_id "one") has no entry in index tags_1',
      'index tags_1 has an entry for record 9, which does not exist',
    ]);
  });

  it('names an entry that its document does not make', async () => {
    expect(await errorsOf('strange')).to.deep.equal([
      'index tags_1 has 4 entries, its documents make 3',
      'index tags_1 has an entry that record 2 (_id "two") does not make',
    ]);
  });

  it('names a document that cannot be read', async () => {
    expect((await errorsOf('unreadable'))[0]).to.match(/^record 2 cannot be read: /);
  });

  it('finds nothing wrong while others write', async () => {
    const papers = client.db('d').collection('busy');
    await papers.createIndex({ n: 1 });
    await papers.insertMany([...Array(1000).keys()].map((n) => ({ n })));
    let writing = true;
    const writer = (async () => {
      for (let n = 0; writing; n++) {
        await papers.updateMany({ n: { $lt: 20 } }, { $inc: { n: 1 } });
        await papers.insertMany([{ n }, { n: 0 }]);
        await papers.deleteMany({ n: { $gt: 990 } });
      }
    })();
    for (let times = 0; times < 5; times++) expect(await errorsOf('busy')).to.deep.equal([]);
    writing = false;
    await writer;
  });
});
