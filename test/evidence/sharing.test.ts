import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { PIECE } from '../../src/evidence/arriving-file.js';
import { fileStore } from '../../src/evidence/file-store.js';
import { removeSparePieces, shareOldFiles } from '../../src/evidence/spare-pieces.js';
import { newId } from '../../src/shared/ids.js';
import type { Defect } from '../../src/transfer/gridfs.js';
import { silent } from '../../src/transfer/progress.js';
import { verifyStore } from '../../src/transfer/verify.js';
import { startProduct, type TestProduct } from '../support/product.js';

type File = { _id: string; metadata: { body?: string } };
const files = () => mongoose.connection.collection<File>('evidence.files');
const chunks = () => mongoose.connection.collection<{ files_id: string; n: number }>('evidence.chunks');
const at = new Date('2026-03-02T02:00:00Z');

async function sent(content: Buffer, whose = 'lan'): Promise<string> {
  const id = newId();
  const file = fileStore.openUpload(id, 'ảnh.jpg', at);
  await file.write(content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  await file.keep({ type: 'image/jpeg', sha256, ownerId: whose, pending: true, receivedAt: at });
  return id;
}
const reads = async (id: string, content: Buffer): Promise<boolean> =>
  (await fileStore.readWhole(id)).equals(content);
const kept = async () => new Set(await chunks().distinct('files_id')).size;
const defects = async () => {
  const found: Defect[] = [];
  await verifyStore(mongoose.connection.getClient(), (defect) => found.push(defect), silent);
  return found;
};

describe('equal files', () => {
  let product: TestProduct;
  const content = randomBytes(2 * PIECE + 1000);
  before(async () => {
    product = await startProduct();
  });
  after(() => product.stop());
  afterEach(async () => {
    expect(await defects()).to.deep.equal([]);
    for (const { _id } of await files().find().toArray()) await fileStore.discard(_id);
    await removeSparePieces();
    expect(await chunks().countDocuments()).to.equal(0);
    for (const name of ['file_bodies', 'spare_bodies', 'uploads_begun'])
      expect(await mongoose.connection.collection(name).countDocuments(), name).to.equal(0);
  });

  it('are kept once, each under its own id, until the last of them goes', async () => {
    const [first, second] = [await sent(content), await sent(content, 'minh')];
    // Until the job has run nothing tells that the bytes were there, not even the time that it took.
    expect(await kept()).to.equal(2);
    expect(await defects()).to.deep.equal([]);
    await removeSparePieces();
    expect(await kept()).to.equal(1);
    expect((await fileStore.pendingOf('minh', [first, second])).map(({ id }) => id)).to.deep.equal([second]);
    await fileStore.discard(first);
    expect(await reads(second, content)).to.equal(true);
    const part = [];
    for await (const piece of fileStore.read(second, { start: PIECE - 10, end: PIECE + 9 })) part.push(piece);
    expect(Buffer.concat(part).equals(content.subarray(PIECE - 10, PIECE + 10))).to.equal(true);
  });

  it('that arrive at the same moment, and go at the same moment, lose nothing', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => sent(content)));
    await Promise.all([...ids.slice(0, 3).map(fileStore.discard), removeSparePieces(), sent(content)]);
    await removeSparePieces();
    expect(await kept()).to.equal(1);
    for (const id of ids.slice(3)) expect(await reads(id, content)).to.equal(true);
  });

  it('share nothing with one that was damaged', async () => {
    const [first, second] = [await sent(content), await sent(content)];
    const bent = Buffer.from(content.subarray(0, PIECE));
    bent[7]! ^= 1;
    await chunks().updateOne({ files_id: first, n: 0 }, { $set: { data: bent } });
    await removeSparePieces();
    expect(await reads(second, content)).to.equal(true);
    expect(await reads(first, content)).to.equal(false);
    expect((await defects()).map(({ what }) => what)).to.deep.equal([
      'its bytes do not give the SHA-256 that was kept with it',
    ]);
    await fileStore.discard(first);
  });

  it('keep what was given back to them while another copy of the product looked at it', async () => {
    const own = randomBytes(300_000);
    const id = await sent(own);
    await mongoose.connection
      .collection<{ _id: string; fileId: string }>('spare_bodies')
      .insertOne({ _id: id, fileId: id });
    await removeSparePieces();
    expect(await reads(id, own)).to.equal(true);
    await mongoose.connection.collection<{ _id: string }>('spare_bodies').deleteOne({ _id: id });
    await fileStore.discard(id);
  });

  it('share their bytes though they came before that was done', async () => {
    const ids = [await sent(content), await sent(randomBytes(10)), await sent(content)];
    // As an earlier version kept them.
    await files().updateMany({}, { $unset: { 'metadata.body': 1 } });
    await mongoose.connection.collection('file_bodies').deleteMany({});
    await mongoose.connection.collection('spare_bodies').deleteMany({});
    expect(await reads(ids[2]!, content)).to.equal(true);
    await shareOldFiles();
    await removeSparePieces();
    expect(await kept()).to.equal(2);
    for (const id of [ids[0]!, ids[2]!]) expect(await reads(id, content)).to.equal(true);
  });
});
