import path from 'node:path';
import { expect } from 'chai';
import { MongoClient, type Db } from 'mongodb';
import { databaseInstallation } from '../../src/transfer/database-installation.js';
import { writeBackup } from '../../src/transfer/backup.js';
import { holdMoment } from '../../src/transfer/moment.js';
import { silent } from '../../src/transfer/progress.js';
import { checkBackup, fillAside, type Backup } from '../../src/transfer/restore.js';
import { Command, contentOf, fill, newFolder, openData, removeFolder, type Opened } from './support.js';

const PASSAGES = 40;

// The built-in store stands for the MongoDB: what is asked of it here is asked of any.
describe('restoring into a MongoDB', function () {
  this.timeout(60_000);
  let folder: string;
  let server: Opened;
  let file: string;
  let backup: Backup;
  let content: Record<string, string>;
  let target: Db;
  let times = 0;
  before(async () => {
    folder = await newFolder();
    file = path.join(folder, 'backup');
    server = await openData(folder);
    const source = server.client.db('source');
    await fill(source, 100);
    for (let n = 0; n < PASSAGES; n++) await source.collection(`passage-${n}`).insertOne({ n });
    content = await contentOf(source);
    const moment = await holdMoment(server.client, 'source');
    await writeBackup(moment, { database: 'source', madeAt: new Date() }, file, silent);
    await moment.release();
    backup = await checkBackup(file, silent);
  });
  beforeEach(async () => {
    target = server.client.db(`office-${++times}`);
    await target.collection('people').insertOne({ name: 'the old installation' });
    await target.collection('papers').insertOne({ name: 'an old paper' });
  });
  after(async () => {
    await server.close();
    await removeFolder(folder);
  });

  const uri = () => server.uri.replace('/ky-cuong?', `/${target.databaseName}?`);
  const command = (script: string, ...words: string[]) =>
    new Command(script, words, { MONGODB_URI: uri() }).ended();

  it('refuses what is not empty, and replaces all of it when it is told to', async () => {
    const before = await contentOf(target);
    const refused = await command('restore', file);
    expect(refused.code).to.equal(2);
    expect(refused.err).to.match(/office-1 is not empty \(papers, people\); --force replaces it\n$/);
    expect(await contentOf(target)).to.deep.equal(before);
    expect(await command('restore', file, '--force')).to.include({ code: 0 });
    expect(await contentOf(target)).to.deep.equal(content);
  });

  it('is finished by the next restore when its switch is interrupted, and nothing starts in between', async () => {
    const installation = await databaseInstallation(uri());
    await fillAside(backup, await installation.aside(), silent);
    const switching = installation.replace(backup).catch(() => undefined);
    const watcher = await new MongoClient(server.uri).connect();
    const names = async () =>
      (await watcher.db(target.databaseName).listCollections({}, { nameOnly: true }).toArray()).map(
        ({ name }) => name,
      );
    while (!(await names()).includes('evidence.files'))
      await new Promise((resolve) => setTimeout(resolve, 1));
    await installation.close();
    await switching;
    const left = (await names()).filter((name) => name.startsWith('ky_cuong_restoring.'));
    await watcher.close();
    expect(left, 'some were switched and some not').to.have.lengthOf.within(1, PASSAGES + 5);

    const { code, err } = await command('journal', 'verify');
    expect([code, err]).to.deep.equal([
      2,
      'a restore was interrupted while it switched: run it again to finish it\n',
    ]);
    const again = await command('restore', file);
    expect([again.code, again.out]).to.deep.equal([
      0,
      'A restore of this backup had been interrupted while it switched; it is finished now.\n',
    ]);
    expect(await contentOf(target)).to.deep.equal(content);
  });

  it('leaves the old installation as it was when it is interrupted before', async () => {
    const before = await contentOf(target);
    const child = new Command('restore', [file, '--force'], { MONGODB_URI: uri() });
    await child.said(/writing/);
    await child.end('SIGKILL');
    const own = async () => {
      const found = Object.entries(await contentOf(target));
      return Object.fromEntries(found.filter(([name]) => !name.startsWith('ky_cuong_restoring')));
    };
    expect(await own()).to.deep.equal(before);
  });
});
