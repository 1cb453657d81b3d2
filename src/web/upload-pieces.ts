import { Readable } from 'node:stream';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { authorOf } from '../policies/actor.js';
import { newId } from '../shared/ids.js';
import { printSize } from '../shared/language.js';
import { isAllowedName, largestOf, tidyName, wrongKind, type FileRules } from './file-kinds.js';
import { aboutIn, readBytes, readMetadata, receiptOf, type Parcel, type ParcelKeeper } from './parcel.js';
import { faultOf, receive, roomFor, type FileKeeper } from './upload-storage.js';

/** Bytes that are written at a time; what arrives before a line drops is kept however little it is. */
const PIECE = 1024 * 1024;
/** What came over a slow line is written so often: of a line that just goes silent nobody hears that it dropped. Milliseconds. */
const OFTEN = 2000;
/** Files of one person that may be on their way at once. */
const MOST_UNFINISHED = 300;
/** How long one process may take to put a file together before another tries. Milliseconds. */
const LEASE = 60_000;
const TUS = '1.0.0';

type Keepers = { parcels: ParcelKeeper; files: FileKeeper };
type Act = (req: Request, res: Response, owner: string) => Promise<unknown>;

const say = (
  req: Request,
  res: Response,
  status: number,
  fault: string,
  name: string,
  rules: FileRules,
): void => {
  const { message, values } = faultOf(req, rules, 'files', fault, name);
  res.status(status).json({ state: 'refused', message: req.visitor.t(message, values) });
};

/** Writes what comes, in pieces. A line that drops leaves everything up to there. Answers where the file ends now. */
async function take({ parcels }: Keepers, req: Request, parcel: Parcel): Promise<number | 'moved' | 'long'> {
  let end = parcel.offset;
  let waiting: Buffer[] = [];
  let length = 0;
  let written = performance.now();
  const write = async (): Promise<boolean> => {
    if (length === 0) return true;
    const data = Buffer.concat(waiting);
    [waiting, length] = [[], 0];
    const taken = await parcels.append(parcel.id, end, data, req.visitor.now);
    end += data.length;
    written = performance.now();
    return taken;
  };
  try {
    for await (const bytes of req as AsyncIterable<Buffer>) {
      if (end + length + bytes.length > parcel.size) return 'long';
      waiting.push(bytes);
      length += bytes.length;
      const isDue = length >= PIECE || performance.now() - written > OFTEN;
      if (isDue && !(await write())) return 'moved';
    }
  } catch {
    // The line dropped: nobody waits for the answer, but what came is not asked for again.
  }
  return (await write()) ? end : 'moved';
}

/** Makes a stored file of what has arrived whole; once, whoever asks and however often. */
async function assemble({ parcels, files }: Keepers, req: Request, parcel: Parcel): Promise<Parcel> {
  const { now } = req.visitor;
  if (parcel.fileId !== undefined || parcel.fault !== undefined) return parcel;
  if (!(await parcels.claim(parcel.id, now, new Date(now.getTime() + LEASE)))) return parcel;
  const source = Readable.from(parcels.pieces(parcel.id), { objectMode: true });
  const sent = { originalname: parcel.name, fieldname: parcel.field, stream: source };
  const outcome = await receive(files, req, sent);
  const done = 'upload' in outcome ? { fileId: outcome.upload.id } : { fault: outcome.fault.message };
  await parcels.finish(parcel.id, done);
  return { ...parcel, ...done };
}

/** What became of a file, for the page that sent it. */
async function tell({ files }: Keepers, req: Request, res: Response, parcel: Parcel): Promise<unknown> {
  const { fileId, fault, name, size, offset } = parcel;
  if (fault !== undefined) return say(req, res, 200, fault, name, await files.rules());
  if (fileId === undefined) return res.json({ state: offset < size ? 'coming' : 'assembling', offset });
  const [file] = await files.pendingOf(parcel.ownerId, [fileId]);
  if (file === undefined) return res.json({ state: 'gone' });
  const values = { size: printSize(size, req.visitor.language), receipt: receiptOf(fileId) };
  return res.json({
    state: 'arrived',
    id: fileId,
    name: file.name,
    note: req.visitor.t('uploads:arrived', values),
  });
}

async function begin(
  { parcels, files }: Keepers,
  req: Request,
  res: Response,
  owner: string,
): Promise<unknown> {
  const size = readBytes(req.get('upload-length'));
  const { filename = '', field = '', form = '' } = readMetadata(req.get('upload-metadata') ?? '');
  if (size === undefined || !/^[\w-]{1,60}$/.test(field)) return res.status(400).end();
  const name = tidyName(filename);
  const rules = await files.rules();
  const refused = (status: number, fault: string) => say(req, res, status, fault, name, rules);
  if (size === 0) return refused(422, 'errors:fileEmpty');
  if (size > largestOf(rules)) return refused(413, 'errors:fileTooLarge');
  if (!isAllowedName(name, field, rules)) return refused(422, wrongKind(field));
  if (size > (await roomFor(files, req))) return refused(413, 'errors:fileNoRoom');
  if ((await parcels.unfinished(owner)) >= MOST_UNFINISHED) return res.status(429).end();
  const id = newId();
  const { actor, now } = req.visitor;
  const who = actor === undefined ? {} : { by: authorOf(actor), from: req.ip ?? '' };
  const about = aboutIn(form);
  const where = about === undefined ? { field } : { field, about };
  await parcels.create({ id, ownerId: owner, ...where, name, size, offset: 0, ...who }, now);
  return res.status(201).location(`/uploads/${id}`).end();
}

async function go(keepers: Keepers, req: Request, res: Response, parcel: Parcel): Promise<unknown> {
  if (!req.is('application/offset+octet-stream')) return res.status(415).end();
  if (readBytes(req.get('upload-offset')) !== parcel.offset) return res.status(409).end();
  const end = await take(keepers, req, parcel);
  if (end === 'long') return res.status(413).end();
  if (end === 'moved') return res.status(409).end();
  if (end === parcel.size) await assemble(keepers, req, { ...parcel, offset: end });
  return res.status(204).set('Upload-Offset', String(end)).end();
}

/**
 * Files sent in pieces, so that a dropped line or a closed browser costs nothing that has arrived: the tus protocol 1.0
 * (tus.io/protocols/resumable-upload) with creation and termination. The session's token travels in a header.
 */
export function resumableUploads(keepers: Keepers): Router {
  const { parcels } = keepers;
  const router = Router();
  const mine =
    (act: (req: Request, res: Response, parcel: Parcel) => Promise<unknown>): Act =>
    async (req, res, owner) => {
      const parcel = await parcels.find(String(req.params['id']), owner);
      return parcel === undefined ? res.status(404).end() : act(req, res, parcel);
    };
  const signedIn =
    (act: Act): RequestHandler =>
    async (req, res) => {
      res.set({ 'Tus-Resumable': TUS, 'Cache-Control': 'no-store' });
      const { person, actor } = req.visitor;
      if (person === undefined || actor === undefined || person.mustChangePassword)
        return void res.status(401).end();
      if ((req.get('tus-resumable') ?? TUS) !== TUS)
        return void res.set('Tus-Version', TUS).status(412).end();
      await act(req, res, person.id);
    };
  router.post(
    '/uploads',
    signedIn((req, res, owner) => begin(keepers, req, res, owner)),
  );
  router.head(
    '/uploads/:id',
    signedIn(
      mine(async (_req, res, { offset, size }) =>
        res
          .set({ 'Upload-Offset': String(offset), 'Upload-Length': String(size) })
          .status(200)
          .end(),
      ),
    ),
  );
  router.patch('/uploads/:id', signedIn(mine((req, res, parcel) => go(keepers, req, res, parcel))));
  // A file that has become whole meanwhile is removed with those that nobody attaches.
  router.delete(
    '/uploads/:id',
    signedIn(
      mine(async (_req, res, { id }) => {
        await parcels.discard(id);
        return res.status(204).end();
      }),
    ),
  );
  router.get(
    '/uploads/:id/receipt',
    signedIn(
      mine(async (req, res, parcel) => {
        const whole = parcel.offset === parcel.size ? await assemble(keepers, req, parcel) : parcel;
        return tell(keepers, req, res, whole);
      }),
    ),
  );
  return router;
}
