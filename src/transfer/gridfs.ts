import { createHash } from 'node:crypto';
import type { Moment } from './moment.js';
import type { Progress } from './progress.js';
import { decode, plain, shownId } from './raw.js';

/** Something wrong in a store: where, and what. */
export type Defect = { where: string; what: string };

type File = {
  length: number;
  chunkSize: number;
  filename?: string;
  metadata?: { sha256?: unknown; body?: unknown };
};

/** Names of the GridFS buckets of a moment: `x` where there are `x.files` and `x.chunks`. */
export function bucketsOf({ shapes }: Moment): string[] {
  const names = new Set(shapes.map(({ name }) => name));
  return [...names]
    .filter((name) => name.endsWith('.files') && names.has(name.replace(/files$/, 'chunks')))
    .map((name) => name.slice(0, -'.files'.length));
}

/**
 * Reads every file of a bucket: its chunks are all there, as long as they must be, and give the SHA-256 that its
 * metadata tells. Equal files share the chunks of one of them, the `body` of their metadata. Of the `begun` there may be
 * chunks alone: they are being uploaded, or wait for their removal.
 */
export async function* checkBucket(
  moment: Moment,
  bucket: string,
  begun: ReadonlySet<string>,
  progress: Progress,
): AsyncGenerator<Defect> {
  const files = `${bucket}.files`;
  const all = await moment.estimate(files);
  let done = 0;
  const seen: Seen = { chunks: 0, bodies: new Set() };
  for await (const bytes of moment.documents(files)) {
    const what = await fileDefect(moment, bucket, bytes, seen);
    if (what !== undefined) yield { where: `${files}, _id ${shownId(decode(bytes))}`, what };
    progress(`reading the files of ${bucket}`, ++done, all);
  }
  yield* strayChunks(moment, bucket, new Set([...begun, ...seen.bodies]), seen.chunks);
}

/** Chunks that were counted, and whose. */
type Seen = { chunks: number; bodies: Set<string> };

async function fileDefect(
  moment: Moment,
  bucket: string,
  bytes: Uint8Array,
  seen: Seen,
): Promise<string | undefined> {
  const { length, chunkSize, metadata } = plain(bytes) as unknown as File;
  const hash = createHash('sha256');
  const wanted = Math.ceil(length / chunkSize);
  let [n, read] = [0, 0];
  let wrong: string | undefined;
  const id: unknown = metadata?.body ?? decode(bytes)._id;
  const shown = shownId({ _id: id });
  const asked = { filter: { files_id: id }, sort: { n: 1 } };
  for await (const chunk of moment.documents(`${bucket}.chunks`, asked)) {
    const { n: number, data } = plain(chunk) as { n: number; data: Uint8Array };
    const size = Math.min(chunkSize, length - n * chunkSize);
    if (number !== n) wrong ??= `chunk ${n} of ${wanted} is missing`;
    else if (data.length !== size)
      wrong ??= `chunk ${n} has ${data.length} bytes instead of ${Math.max(size, 0)}`;
    hash.update(data);
    read += data.length;
    n++;
  }
  if (!seen.bodies.has(shown)) seen.chunks += n;
  seen.bodies.add(shown);
  wrong ??= n < wanted ? `chunk ${n} of ${wanted} is missing` : undefined;
  wrong ??= read === length ? undefined : `it has ${read} bytes instead of ${length}`;
  const told = metadata?.sha256;
  if (wrong === undefined && typeof told === 'string' && hash.digest('hex') !== told.toLowerCase())
    wrong = 'its bytes do not give the SHA-256 that was kept with it';
  return wrong;
}

// Each file's chunks have been counted: only when there are more is it worth to look whose they are.
async function* strayChunks(
  moment: Moment,
  bucket: string,
  known: ReadonlySet<string>,
  counted: number,
): AsyncGenerator<Defect> {
  const chunks = `${bucket}.chunks`;
  let all = 0;
  for await (const _ of moment.documents(chunks, { projection: { _id: 1 } })) all++;
  if (all === counted) return;
  let last = '';
  let isStray = false;
  const asked = { projection: { files_id: 1, n: 1 }, sort: { files_id: 1, n: 1 } };
  for await (const bytes of moment.documents(chunks, asked)) {
    const { files_id: id, n } = decode(bytes);
    const shown = shownId({ _id: id as unknown });
    if (shown !== last) {
      last = shown;
      isStray = !known.has(shown);
      if (isStray)
        yield { where: `${chunks}, files_id ${shown}, n ${String(n)}`, what: 'it belongs to no file' };
    }
  }
}
