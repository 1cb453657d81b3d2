import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { authorOf, type Author } from '../policies/actor.js';
import type { FieldError } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { fileWords, judge, largestOf, tidyName, type FileRules } from './file-kinds.js';
import { Gauge } from './file-type.js';
import type { Upload } from './visit.js';

/** Where files go. A pending file belongs to nobody's case yet; only the person who sent it can use it. */
export type FileKeeper = {
  /** What may be sent in today. */
  rules: () => Promise<FileRules>;
  openUpload: (id: string, name: string, at: Date) => Promise<Writable>;
  describe: (id: string, facts: Described) => Promise<void>;
  discard: (id: string) => Promise<void>;
  /** Looks through what has come; an infected file stays where nobody can use or open it. */
  arrived: (file: { id: string; sha256: string }) => Promise<'clean' | 'waiting' | 'infected'>;
  pendingOf: (ownerId: string, ids: string[]) => Promise<Omit<Upload, 'field'>[]>;
  /** How much the people of a unit may still send; without it there is no limit. */
  space?: {
    roomOf: (unitId: string) => Promise<number>;
    took: (unitId: string, bytes: number) => void;
  };
};
type Described = {
  type: string;
  sha256: string;
  ownerId: string;
  /** The unit of the post in which it was sent. */
  unitId?: string;
  pending: boolean;
  receivedAt: Date;
  /** Who sent it, in which post and from which address, for the record of the file. */
  sender?: { by: Author; from: string };
};

/** What multer remembers of a file; without an upload when it was refused. */
export type StoredUpload = Express.Multer.File & { upload: Upload | undefined };

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
async function pour(source: AsyncIterable<Buffer>, target: Writable, largest: number): Promise<Gauge> {
  const gauge = new Gauge();
  let failure: Error | undefined;
  target.on('error', (error) => (failure = error));
  for await (const piece of source) {
    if (gauge.size > largest) continue;
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

async function verdictOn(
  gauge: Gauge,
  name: string,
  field: string,
  rules: FileRules,
): Promise<{ type: string } | { fault: string }> {
  if (gauge.size === 0) return { fault: 'errors:fileEmpty' };
  if (gauge.size > largestOf(rules)) return { fault: 'errors:fileTooLarge' };
  return judge(name, await gauge.type(), field, rules);
}

/** Bytes that whoever asks may still send, for the unit of the post. */
export async function roomFor({ space }: FileKeeper, { visitor }: Request): Promise<number> {
  const unitId = visitor.actor?.post.unitId;
  return space === undefined || unitId === undefined ? Infinity : space.roomOf(unitId);
}

/** Stores a file while it streams past, and judges it when its last byte is there. */
export async function receive(
  files: FileKeeper,
  req: Request,
  file: Pick<Express.Multer.File, 'originalname' | 'fieldname' | 'stream'>,
): Promise<Outcome> {
  const id = newId();
  const name = tidyName(file.originalname);
  const rules = await files.rules();
  const fault = (message: string) => ({ fault: faultOf(req, rules, file.fieldname, message, name) });
  const room = await roomFor(files, req);
  if (room === 0) {
    // The form behind it is read on, so that what was typed can be shown again.
    file.stream.resume();
    return fault('errors:fileNoRoom');
  }
  const target = await files.openUpload(id, name, req.visitor.now);
  try {
    const gauge = await pour(file.stream as AsyncIterable<Buffer>, target, largestOf(rules));
    await close(target);
    const verdict = await verdictOn(gauge, name, file.fieldname, rules);
    if ('fault' in verdict) {
      await files.discard(id);
      return fault(verdict.fault);
    }
    if (gauge.size > room) {
      await files.discard(id);
      return fault('errors:fileNoRoom');
    }
    const facts = { type: verdict.type, sha256: gauge.sha256() };
    const { person, actor, now } = req.visitor;
    const ownerId = person?.id ?? '';
    const sender =
      actor === undefined
        ? {}
        : { sender: { by: authorOf(actor), from: req.ip ?? '' }, unitId: actor.post.unitId };
    await files.describe(id, { ...facts, ownerId, pending: true, receivedAt: now, ...sender });
    files.space?.took(actor?.post.unitId ?? '', gauge.size);
    if ((await files.arrived({ id, sha256: facts.sha256 })) === 'infected')
      return fault('errors:fileInfected');
    return { upload: { id, field: file.fieldname, name, size: gauge.size, ...facts } };
  } catch (error) {
    await close(target).catch(() => undefined);
    await files.discard(id);
    throw error;
  }
}

/** How multer hands a file over: it becomes one of the visit's uploads, or one of its faults. */
export const storageFor = (files: FileKeeper): StorageEngine => ({
  _handleFile(req, file, done) {
    receive(files, req, file).then((outcome) => {
      if ('fault' in outcome) req.visitor.uploadErrors.push(outcome.fault);
      const { upload } = { upload: undefined, ...outcome };
      const stored: Partial<StoredUpload> = { filename: upload?.id ?? '', upload };
      done(null, stored);
    }, done);
  },
  // The form broke off after this file had arrived whole.
  _removeFile(_req, file, done) {
    files.discard(file.filename).then(() => done(null), done);
  },
});
