import type { Request, RequestHandler } from 'express';
import multer, { MulterError } from 'multer';
import { fieldsOf } from '../shared/form.js';
import { csrfError, hasValidToken } from './csrf.js';
import { isAllowedName, tidyName, wrongKind, type FileRules } from './file-kinds.js';
import { faultOf, formOf, storageFor, type FileKeeper, type StoredUpload } from './upload-storage.js';
import type { Upload } from './visit.js';

/** A form that no page of ours sends: too many parts, or one that is far too long. */
class FormTooLarge extends Error {
  readonly status = 413;
}

/** A form whose bytes no browser writes: a line cut off, or a name with a zero byte in it. */
class BrokenForm extends Error {
  readonly status = 400;
}
/** busboy tells its complaints about the bytes apart from other errors by their words only. */
const isBroken = (error: unknown): error is Error =>
  error instanceof Error &&
  /^(Malformed|Unexpected end|Multipart: Boundary|Request (aborted|closed))/.test(error.message);

/** Far above what our own rules say with a message: these only end what is no honest form. */
const BEYOND = { bytes: 2 * 1024 ** 3, files: 500 };

/** Ids of files that arrived with an earlier try of the form: `<field>Kept` beside each file field. */
function keptIn(req: Request): Map<string, string> {
  const kept = new Map<string, string>();
  for (const [name, value] of Object.entries(fieldsOf(req.body))) {
    if (!name.endsWith('Kept')) continue;
    for (const id of [value].flat().slice(0, BEYOND.files)) kept.set(id, name.slice(0, -'Kept'.length));
  }
  return kept;
}

const LONGEST_CAPTION = 300;
const captionIn = (typed: string | string[] | undefined): string =>
  typeof typed === 'string' ? typed.normalize('NFC').trim().slice(0, LONGEST_CAPTION) : '';

async function keptFiles(files: FileKeeper, req: Request): Promise<Upload[]> {
  const kept = keptIn(req);
  if (kept.size === 0) return [];
  const found = await files.pendingOf(req.visitor.person?.id ?? '', [...kept.keys()]);
  const fields = fieldsOf(req.body);
  return found.map(({ id, name, type, size, sha256 }) => ({
    id,
    field: kept.get(id) ?? '',
    name,
    type,
    size,
    sha256,
    caption: captionIn(fields[`caption-${id}`]),
  }));
}

/** As long as this they are offered; the nightly round removes them later. */
const DAY = 24 * 60 * 60 * 1000;

/** Files that came with this form when it was sent last, and broke off or was refused. */
async function filesLeft(files: FileKeeper, req: Request): Promise<Upload[]> {
  const { person, now } = req.visitor;
  if (person === undefined) return [];
  const left = await files.leftOn(person.id, formOf(req), new Date(now.getTime() - DAY));
  return left.map((upload) => ({ ...upload, isLeft: true }));
}

/** The files that arrived whole, in the order of the form and not in that in which they were ready. */
const arrivedIn = (req: Request): Upload[] =>
  (req.files as StoredUpload[]).flatMap(({ upload }) => (upload === undefined ? [] : [upload]));

/** What is wrong with a file before its first byte is read. */
function refusalOf(
  { originalname, fieldname }: Pick<Express.Multer.File, 'originalname' | 'fieldname'>,
  before: number,
  rules: FileRules,
): string | undefined {
  if (before >= rules.most) return 'errors:fileTooMany';
  return isAllowedName(originalname, fieldname, rules) ? undefined : wrongKind(fieldname);
}

/** Reads forms with files. Runs before the general CSRF check and after the sign-in: strangers' files are never read. */
export function receiveUploads(files: FileKeeper): RequestHandler {
  const counted = new WeakMap<Request, number>();
  const parse = multer({
    storage: storageFor(files),
    defParamCharset: 'utf8',
    limits: {
      fileSize: BEYOND.bytes,
      files: BEYOND.files,
      fields: 500,
      fieldSize: 256 * 1024,
      fieldNestingDepth: 0,
    },
    fileFilter(req, file, done) {
      if (!hasValidToken(req)) return done(csrfError);
      const before = counted.get(req) ?? keptIn(req).size;
      counted.set(req, before + 1);
      files.rules().then((rules) => {
        const fault = refusalOf(file, before, rules);
        if (fault !== undefined)
          req.visitor.uploadErrors.push(
            faultOf(req, rules, file.fieldname, fault, tidyName(file.originalname)),
          );
        done(null, fault === undefined);
      }, done);
    },
  }).any();
  return (req, res, next) => {
    req.visitor.filesLeft = () => filesLeft(files, req);
    if (req.method !== 'POST' || req.visitor.person === undefined || !req.is('multipart/form-data'))
      return next();
    parse(req, res, (error: unknown) => {
      if (error instanceof MulterError) return next(new FormTooLarge(error.message));
      if (isBroken(error)) return next(new BrokenForm(error.message));
      if (error !== undefined && error !== null) return next(error);
      keptFiles(files, req).then((kept) => {
        req.visitor.uploads = [...kept, ...arrivedIn(req)];
        next();
      }, next);
    });
  };
}
