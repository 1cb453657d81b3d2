import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { request, type Server } from 'node:http';
import path from 'node:path';
import express, { type RequestHandler } from 'express';
import multer, { type StorageEngine } from 'multer';
import { parcelsRepository } from '../../src/evidence/parcels.repository.js';
import { newId } from '../../src/shared/ids.js';
import { resumableUploads } from '../../src/web/upload-pieces.js';
import { storageFor, type FileKeeper } from '../../src/web/upload-storage.js';

/** What a test of rates needs of a session: somebody is signed in. */
const signedIn: RequestHandler = (req, _res, next) => {
  const post = {
    role: 'inspector',
    unitId: 'bench',
    unitName: { vi: '', en: '' },
    title: { vi: '', en: '' },
  };
  const actor = { personId: 'bench', name: 'Bench', post };
  const person = { id: 'bench', mustChangePassword: false };
  const t = (key: string) => key;
  Object.assign(req, {
    visitor: { now: new Date(), person, actor, language: 'vi', t, uploads: [], uploadErrors: [] },
  });
  next();
};

/** The limit: the same form reader, the bytes to a plain file, hashed, on disk before the answer. */
const plainFiles = (folder: string): StorageEngine => ({
  _handleFile(_req, file, done) {
    (async () => {
      const name = path.join(folder, newId());
      const hash = createHash('sha256');
      const target = createWriteStream(name);
      for await (const piece of file.stream as AsyncIterable<Buffer>) {
        hash.update(piece);
        if (!target.write(piece)) await once(target, 'drain');
      }
      target.end();
      await once(target, 'finish');
      const handle = await open(name, 'r+');
      await handle.sync();
      await handle.close();
      hash.digest();
    })().then(() => done(null, {}), done);
  },
  _removeFile: (_req, _file, done) => done(null),
});

/** Sends one file as a browser sends a form. */
export async function send(port: number, route: string, pieces: Iterable<Buffer>): Promise<void> {
  const boundary = 'bench-boundary';
  const type = `multipart/form-data; boundary=${boundary}`;
  const ask = request({ port, path: route, method: 'POST', headers: { 'Content-Type': type }, agent: false });
  const answered = once(ask, 'response');
  ask.write(
    `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="anh.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`,
  );
  for (const piece of pieces) if (!ask.write(piece)) await once(ask, 'drain');
  ask.end(`\r\n--${boundary}--\r\n`);
  const [reply] = (await answered) as [NodeJS.ReadableStream & { statusCode: number }];
  for await (const _piece of reply) continue;
  if (reply.statusCode !== 204) throw new Error(`${route} answered ${reply.statusCode}`);
}

/** The product's own ways in for files, and the limit beside them, without the rest of the product. */
export async function serve(files: FileKeeper, folder: string): Promise<Server> {
  const app = express();
  app.use(signedIn);
  const through = (storage: StorageEngine) => multer({ storage }).any();
  app.post('/plain', through(plainFiles(folder)), (_req, res) => void res.status(204).end());
  app.post('/product', through(storageFor(files)), (_req, res) => void res.status(204).end());
  app.use(resumableUploads({ parcels: parcelsRepository, files }));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
