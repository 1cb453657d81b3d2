import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { joinFolder, productDatabase, storeFolder } from '../src/database/uri.js';
import type { Defect } from '../src/transfer/gridfs.js';
import { silent } from '../src/transfer/progress.js';
import { verifyStore } from '../src/transfer/verify.js';
import { Agent } from './support/agent.js';
import { freePort, ProductProcess } from './support/process.js';
import { PASSWORD } from './support/product.js';
import { endlessForm, Sender } from './support/sender.js';
import { setupForm } from './support/setup.js';

describe('starting and stopping the product', () => {
  let folder: string;
  const running: ProductProcess[] = [];
  const run = (env: Record<string, string>) => {
    const process = new ProductProcess({ DATA_DIR: folder, ...env });
    running.push(process);
    return process;
  };
  const start = async () => run({ PORT: String(await freePort()) });

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ky-cuong-start-'));
  });
  afterEach(async () => {
    for (const process of running.splice(0)) await process.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('prints its address when it serves, and ends in order when it is told to', async () => {
    const product = await start();
    const url = await product.ready();
    expect(product.out.split('\n')[0]).to.equal(`Kỷ Cương: ${url}`);
    expect((await fetch(`${url}/health`)).status).to.equal(200);
    const { code, err } = await product.end('SIGTERM');
    expect([code, err]).to.deep.equal([0, '']);
  });

  it('stops with one line that names a wrong setting', async () => {
    const { code, out, err } = await run({ PORT: 'http' }).ended();
    expect([code, out, err]).to.deep.equal([
      2,
      '',
      'PORT must be a whole number from 0 to 65535, not "http"\n',
    ]);
  });

  it('stops with one line when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, err } = await run({ PORT: String(port) }).ended();
    expect([code, err]).to.deep.equal([2, `PORT ${port} is in use on 127.0.0.1: choose another\n`]);
    other.close();
  });

  it('stops with one line when another process has the data folder', async () => {
    const first = await start();
    await first.ready();
    const { code, err } = await (await start()).ended();
    expect(code).to.equal(2);
    expect(err.trim().split('\n')).to.have.lengthOf(1);
    expect(err).to.include(folder);
    expect((await fetch(`${await first.ready()}/health`)).status).to.equal(200);
  });

  it('makes a session secret once, readable by its owner only', async () => {
    const first = await start();
    await first.ready();
    await first.end('SIGTERM');
    const file = path.join(folder, 'session-secret');
    const secret = await readFile(file, 'utf8');
    expect(secret.trim()).to.have.lengthOf.at.least(32);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).to.equal(0o600);
    const second = await start();
    await second.ready();
    expect(await readFile(file, 'utf8')).to.equal(secret);
  });

  it('has everything after a power cut that it had acknowledged before: sessions, files, halves of files', async () => {
    const first = await start();
    const agent = new Agent(await first.ready());
    await agent.get('/setup');
    expect((await agent.post('/setup', setupForm)).status).to.equal(303);
    await agent.signIn(setupForm.userName, PASSWORD);
    await agent.get('/people');
    const senders = [1, 2, 3].map(() => new Sender(agent));
    const sending = senders.map((sender) => sender.untilNobodyAnswers());
    endlessForm(agent);
    const receipts = () => senders.flatMap((sender) => [...sender.receipts]);
    const isInTheMiddle = () => senders.some(({ half }) => (half?.acknowledged ?? 0) > 0);
    while (receipts().length < 2 || !isInTheMiddle()) await new Promise((resolve) => setTimeout(resolve, 5));
    await first.end('SIGKILL');
    await Promise.all(sending);

    const second = await start();
    const again = new Agent(await second.ready());
    again.setCookie('session', agent.cookie('session') ?? '');
    expect((await again.get('/people')).text).to.include('Trần Quản Trị');
    expect((await again.get('/setup')).status).to.equal(404);
    const sender = new Sender(again);
    for (const [where, id] of receipts())
      expect(await sender.receiptOf(where)).to.include({ state: 'arrived', id });
    for (const { half } of senders)
      if (half !== undefined) expect(await sender.goOn(half)).to.be.at.least(half.acknowledged);
    const store = await joinFolder(storeFolder(folder));
    const client = await MongoClient.connect(store?.uri ?? '');
    const files = await client.db(productDatabase('')).collection('evidence.files').find().toArray();
    const hashes = files.map((file) => String((file['metadata'] as { sha256?: string } | null)?.sha256));
    const sent = [...senders, sender].flatMap((each) => each.sent);
    expect(sent, 'nothing that nobody sent').to.include.members(hashes);
    expect(files.length).to.be.at.least(receipts().length + sender.receipts.size);
    const defects: Defect[] = [];
    await verifyStore(client, (defect) => defects.push(defect), silent);
    expect(defects).to.deep.equal([]);
    await client.close();
  });
});
