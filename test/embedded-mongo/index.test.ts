import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { joinEmbeddedMongo, startEmbeddedMongo } from '../../src/embedded-mongo/index.js';
import { failure, openStore, type TestStore } from './support.js';

describe('starting the embedded store', () => {
  let store: TestStore;
  before(async () => (store = await openStore()));
  after(() => store.close());

  it('is refused while the folder is in use', async () => {
    const error = await failure(startEmbeddedMongo({ folder: store.folder }));
    expect(error.message).to.match(/in use by process \d+/);
  });

  it('is joined instead by a command beside the running process', async () => {
    const joined = await joinEmbeddedMongo(store.folder);
    expect(joined?.uri).to.equal(store.uri);
    await joined!.stop();
    const client = await new MongoClient(joined!.uri).connect();
    expect(await client.db().command({ ping: 1 })).to.include({ ok: 1 });
    await client.close();
    expect((await stat(`${store.folder}/owner.json`)).mode & 0o777).to.equal(0o600);
  });

  it('is not joined where nobody answers', async () => {
    const folder = `${store.folder}/nobody`;
    expect(await joinEmbeddedMongo(folder)).to.equal(undefined);
    const other = await startEmbeddedMongo({ folder, port: 0 });
    expect((await joinEmbeddedMongo(folder))?.uri).to.equal(other.uri);
    const note = await readFile(`${folder}/owner.json`, 'utf8');
    await other.stop();
    expect(await joinEmbeddedMongo(folder)).to.equal(undefined);
    // What a killed process leaves behind.
    await writeFile(`${folder}/owner.json`, note);
    expect(await joinEmbeddedMongo(folder)).to.equal(undefined);
  });

  it('listens on a socket that only its owner can use', async () => {
    const { mode } = await stat(`${store.folder}/mongo.sock`);
    expect(mode & 0o777).to.equal(0o600);
  });

  it('listens on the loopback address on request', async () => {
    const folder = `${store.folder}/other`;
    const other = await startEmbeddedMongo({ folder, port: 0 });
    const client = await new MongoClient(other.uri).connect();
    expect(await client.db().command({ ping: 1 })).to.include({ ok: 1 });
    await client.close();
    await other.stop();
    expect(other.uri).to.match(/^mongodb:\/\/127\.0\.0\.1:\d+\//);
  });

  it('finds a short place for the socket when the folder has a long path', async () => {
    const folder = `${store.folder}/${'dài '.repeat(30).trim()}`;
    const other = await startEmbeddedMongo({ folder });
    const client = await new MongoClient(other.uri).connect();
    await client.db().collection('things').insertOne({ name: 'Hà Nội' });
    await client.close();
    await other.stop();
    expect(await readdir(folder)).to.include('store.mdb');
    const again = await startEmbeddedMongo({ folder });
    const second = await new MongoClient(again.uri).connect();
    expect(
      await second
        .db()
        .collection('things')
        .findOne({}, { projection: { _id: 0 } }),
    ).to.deep.equal({ name: 'Hà Nội' });
    await second.close();
    await again.stop();
  });
});
