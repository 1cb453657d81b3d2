import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { authorOf, type Author } from '../policies/actor.js';
import type { FieldError } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { fileWords, judge, largestOf, tidyName, type FileRules } from './file-kinds.js';
import { Gauge } from './file-type.js';
import type { Upload } from './visit.js';

/** A file while its bytes come. Nothing of it is there for anybody before it is kept. */
export type ArrivingFile = {
  /** Takes bytes; more may be given when this ends. */
  write: (bytes: Buffer) => Promise<void>;
  /** Keeps what was written as a file. */
  keep: (facts: FileFacts) => Promise<void>;
  discard: () => Promise<void>;
};

/** Where files go. A pending file belongs to nobody's case yet; only the person who sent it can use it. */
export type FileKeeper = {
  /** What may be sent in today. */
  rules: () => Promise<FileRules>;
  openUpload: (id: string, name: string, at: Date) => ArrivingFile;
  /** Removes a file that was kept and never became evidence. */
  discard: (id: string) => Promise<void>;
  /** Whole files that this person has sent with a form which came to nothing, since that moment. */
  leftOn: (ownerId: string, form: string, since: Date) => Promise<Upload[]>;
  /** Looks through what has come; an infected file stays where nobody can use or open it. */
  arrived: (file: { id: string; sha256: string }) => Promise<'clean' | 'waiting' | 'infected'>;
  pendingOf: (ownerId: string, ids: string[]) => Promise<Omit<Upload, 'field'>[]>;
  /** How much the people of a unit may still send; without it there is no limit. */
  space?: {
    roomOf: (unitId: string) => Promise<number>;
    took: (unitId: string, bytes: number) => void;
  };
};
/** What is known of a file when it has arrived whole. */
type FileFacts = {
  type: string;
  sha256: string;
  ownerId: string;
  /** The unit of the post in which it was sent. */
  unitId?: string;
  pending: boolean;
  receivedAt: Date;
  /** The form that it came with, and its field there; until that form has been taken. */
  form?: { path: string; field: string };
  /** Who sent it, in which post and from which address, for the record of the file. */
  sender?: { by: Author; from: string };
};

/** One form is shown at one address and posted to another only where something is made new: `/things/new`, `/things`. */
export const formOf = ({ path }: Pick<Request, 'path'>): string => path.replace(/\/new$/, '');

/** What multer remembers of a file; without an upload when it was refused. */
export type StoredUpload = Express.Multer.File & { upload: Upload | undefined };

/** `form`: where it is posted to, for a file that travels with one. */
type Sent = Pick<Express.Multer.File, 'originalname' | 'fieldname' | 'stream'> & { form?: string };
type Limits = { rules: FileRules; room: number };
type Outcome = { upload: Upload } | { fault: FieldError };

/** What is wrong with a file, with what would be right. */
export const faultOf = (
  { visitor }: Request,
  rules: FileRules,
  field: string,
  message: string,
  name: string,
): FieldError => ({ field, message, values: { name, ...fileWords(rules, visitor.t) } });

/** Writes what still fits; the rest of a file that is too large is read and dropped, so that the form can be read on. */
async function pour(source: AsyncIterable<Buffer>, target: ArrivingFile, largest: number): Promise<Gauge> {
  const gauge = new Gauge();
  for await (const piece of source) {
    if (gauge.size > largest) continue;
    gauge.take(piece);
    await target.write(piece);
  }
  return gauge;
}

async function verdictOn(
  gauge: Gauge,
  name: string,
  field: string,
  { rules, room }: Limits,
): Promise<{ type: string } | { fault: string }> {
  if (gauge.size === 0) return { fault: 'errors:fileEmpty' };
  if (gauge.size > largestOf(rules)) return { fault: 'errors:fileTooLarge' };
  if (gauge.size > room) return { fault: 'errors:fileNoRoom' };
  return judge(name, await gauge.type(), field, rules);
}

/** Bytes that whoever asks may still send, for the unit of the post. */
export async function roomFor({ space }: FileKeeper, { visitor }: Request): Promise<number> {
  const unitId = visitor.actor?.post.unitId;
  return space === undefined || unitId === undefined ? Infinity : space.roomOf(unitId);
}

function senderOf({ visitor: { person, actor }, ip = '' }: Request) {
  const ownerId = person?.id ?? '';
  return actor === undefined
    ? { ownerId }
    : { ownerId, unitId: actor.post.unitId, sender: { by: authorOf(actor), from: ip } };
}

/** Writes a file while it streams past, judges it when its last byte is there, and keeps it or nothing of it. */
async function take(
  target: ArrivingFile,
  req: Request,
  name: string,
  { fieldname, stream, form }: Sent,
  limits: Limits,
): Promise<Pick<Upload, 'type' | 'size' | 'sha256'> | { fault: string }> {
  try {
    const most = Math.min(largestOf(limits.rules), limits.room);
    const gauge = await pour(stream as AsyncIterable<Buffer>, target, most);
    const verdict = await verdictOn(gauge, name, fieldname, limits);
    if ('fault' in verdict) {
      await target.discard();
      return verdict;
    }
    const facts = { type: verdict.type, sha256: gauge.sha256() };
    const waits = {
      pending: true,
      ...(form === undefined ? {} : { form: { path: form, field: fieldname } }),
    };
    await target.keep({ ...facts, ...senderOf(req), ...waits, receivedAt: req.visitor.now });
    return { ...facts, size: gauge.size };
  } catch (error) {
    // What can not be removed now is removed with the uploads that never ended.
    await target.discard().catch(() => undefined);
    throw error;
  }
}

/** Stores a file that comes, or says what is wrong with it. */
export async function receive(files: FileKeeper, req: Request, file: Sent): Promise<Outcome> {
  const [id, name, field] = [newId(), tidyName(file.originalname), file.fieldname];
  const limits = { rules: await files.rules(), room: await roomFor(files, req) };
  const fault = (message: string) => ({ fault: faultOf(req, limits.rules, field, message, name) });
  if (limits.room === 0) {
    // The form behind it is read on, so that what was typed can be shown again.
    file.stream.resume();
    return fault('errors:fileNoRoom');
  }
  const taken = await take(files.openUpload(id, name, req.visitor.now), req, name, file, limits);
  if ('fault' in taken) return fault(taken.fault);
  files.space?.took(req.visitor.actor?.post.unitId ?? '', taken.size);
  if ((await files.arrived({ id, sha256: taken.sha256 })) === 'infected') return fault('errors:fileInfected');
  return { upload: { id, field, name, ...taken } };
}

/** How multer hands a file over: it becomes one of the visit's uploads, or one of its faults. */
export const storageFor = (files: FileKeeper): StorageEngine => ({
  _handleFile(req, file, done) {
    receive(files, req, { ...file, stream: file.stream, form: formOf(req) }).then((outcome) => {
      if ('fault' in outcome) req.visitor.uploadErrors.push(outcome.fault);
      const { upload } = { upload: undefined, ...outcome };
      const stored: Partial<StoredUpload> = { filename: upload?.id ?? '', upload };
      done(null, stored);
    }, done);
  },
  // The form ended badly after this file had arrived whole. Was it the line, its sender finds it there again.
  _removeFile(req, file, done) {
    if (req.destroyed && !req.complete) return done(null);
    files.discard(file.filename).then(() => done(null), done);
  },
});
