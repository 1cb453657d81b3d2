import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Request, RequestHandler } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import type { FieldError } from '../shared/errors.js';
import { fieldsOf } from '../shared/form.js';
import { newId } from '../shared/ids.js';
import { hasValidToken } from './csrf.js';
import { isAllowedName, judge, LARGEST_FILE, MOST_FILES, tidyName } from './file-kinds.js';
import { Gauge } from './file-type.js';
import type { Upload } from './visit.js';

/** Where files go. A pending file belongs to nobody's case yet; only the person who sent it can use it. */
export type FileKeeper = {
  openUpload: (id: string, name: string) => Writable;
  describe: (id: string, facts: Described) => Promise<void>;
  discard: (id: string) => Promise<void>;
  pendingOf: (ownerId: string, ids: string[]) => Promise<Omit<Upload, 'field'>[]>;
};
type Described = {
  type: string;
  sha256: string;
  ownerId: string;
  pending: boolean;
  receivedAt: Date;
};

/** A form that no page of ours sends: too many parts, or one that is far too long. */
class FormTooLarge extends Error {
  readonly status = 413;
}

type Outcome = { upload: Upload } | { fault: FieldError };
const megabytes = LARGEST_FILE / 1024 / 1024;

const faultOf = (field: string, message: string, name: string): FieldError => ({
  field,
  message,
  values: { name, megabytes, files: MOST_FILES },
});

/** Writes what still fits; the rest of a file that is too large is read and dropped, so that the form can be read on. */
async function pour(source: AsyncIterable<Buffer>, target: Writable): Promise<Gauge> {
  const gauge = new Gauge();
  let failure: Error | undefined;
  target.on('error', (error) => (failure = error));
  for await (const piece of source) {
    if (gauge.size > LARGEST_FILE) continue;
    gauge.take(piece);
    if (failure !== undefined) throw failure;
    if (!target.write(piece)) await once(target, 'drain');
  }
  return gauge;
}

async function close(target: Writable): Promise<void> {
  const closed = once(target, 'finish');
  target.end();
  await closed;
}

async function verdictOn(gauge: Gauge, name: string): Promise<{ type: string } | { fault: string }> {
  if (gauge.size === 0) return { fault: 'errors:fileEmpty' };
  if (gauge.size > LARGEST_FILE) return { fault: 'errors:fileTooLarge' };
  return judge(name, await gauge.type());
}

async function receive(files: FileKeeper, req: Request, file: Express.Multer.File): Promise<Outcome> {
  const id = newId();
  const name = tidyName(file.originalname);
  const target = files.openUpload(id, name);
  try {
    const gauge = await pour(file.stream as AsyncIterable<Buffer>, target);
    await close(target);
    const verdict = await verdictOn(gauge, name);
    if ('fault' in verdict) {
      await files.discard(id);
      return { fault: faultOf(file.fieldname, verdict.fault, name) };
    }
    const facts = { type: verdict.type, sha256: gauge.sha256() };
    const ownerId = req.visitor.person?.id ?? '';
    await files.describe(id, { ...facts, ownerId, pending: true, receivedAt: req.visitor.now });
    return { upload: { id, field: file.fieldname, name, size: gauge.size, ...facts } };
  } catch (error) {
    await close(target).catch(() => undefined);
    await files.discard(id);
    throw error;
  }
}

/** Ids of files that arrived with an earlier try of the form: `<field>Kept` beside each file field. */
function keptIn(req: Request): Map<string, string> {
  const kept = new Map<string, string>();
  for (const [name, value] of Object.entries(fieldsOf(req.body))) {
    if (!name.endsWith('Kept')) continue;
    for (const id of [value].flat().slice(0, MOST_FILES)) kept.set(id, name.slice(0, -'Kept'.length));
  }
  return kept;
}

async function keptFiles(files: FileKeeper, req: Request): Promise<Upload[]> {
  const kept = keptIn(req);
  if (kept.size === 0) return [];
  const found = await files.pendingOf(req.visitor.person?.id ?? '', [...kept.keys()]);
  return found.map(({ id, name, type, size, sha256 }) => ({
    id,
    field: kept.get(id) ?? '',
    name,
    type,
    size,
    sha256,
  }));
}

const engine = (files: FileKeeper): StorageEngine => ({
  _handleFile(req, file, done) {
    receive(files, req, file).then((outcome) => {
      if ('fault' in outcome) req.visitor.uploadErrors.push(outcome.fault);
      else req.visitor.uploads.push(outcome.upload);
      done(null, { filename: 'upload' in outcome ? outcome.upload.id : '' });
    }, done);
  },
  // The form broke off after this file had arrived whole.
  _removeFile(_req, file, done) {
    files.discard(file.filename).then(() => done(null), done);
  },
});

/** Reads forms with files. Runs before the general CSRF check and after the sign-in: strangers' files are never read. */
export function receiveUploads(files: FileKeeper): RequestHandler {
  let counted = new WeakMap<Request, number>();
  const parse = multer({
    storage: engine(files),
    defParamCharset: 'utf8',
    // Far above what our own limits say with a message: these only end what is no honest form.
    limits: {
      fileSize: 20 * LARGEST_FILE,
      files: 5 * MOST_FILES,
      fields: 500,
      fieldSize: 256 * 1024,
      fieldNestingDepth: 0,
    },
    fileFilter(req, file, done) {
      if (!hasValidToken(req)) return done(new MulterError('LIMIT_UNEXPECTED_FILE', '_csrf'));
      const before = counted.get(req) ?? keptIn(req).size;
      counted.set(req, before + 1);
      const fault =
        before >= MOST_FILES
          ? 'errors:fileTooMany'
          : isAllowedName(file.originalname)
            ? undefined
            : 'errors:fileKind';
      if (fault !== undefined)
        req.visitor.uploadErrors.push(faultOf(file.fieldname, fault, tidyName(file.originalname)));
      done(null, fault === undefined);
    },
  }).any();
  return (req, res, next) => {
    if (req.method !== 'POST' || req.visitor.person === undefined || !req.is('multipart/form-data'))
      return next();
    parse(req, res, (error: unknown) => {
      // Without a token the general check answers.
      if (error instanceof MulterError && error.field === '_csrf') return next();
      if (error instanceof MulterError) return next(new FormTooLarge(error.message));
      if (error !== undefined && error !== null) return next(error);
      keptFiles(files, req).then((kept) => {
        req.visitor.uploads.unshift(...kept);
        next();
      }, next);
    });
  };
}
