import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import type { Writer } from '../engine/storage/store.js';
import { isDocument } from '../engine/values/documents.js';
import { Blocked } from '../engine/transactions.js';
import { isQuick, undoing, type Modified, type Single } from './single.js';
import { wrongType } from './fields.js';
import { Progress, type Sums } from './progress.js';
import type { Request } from './request.js';

/** So long one commit of several statements takes at most, so that others get their turn. */
const STEP = 15; // milliseconds

/** How a command runs its statements. Whatever is wrong with one is thrown before it has written anything. */
export interface Statements {
  /** A statement about a single document, checked; undefined for any other. */
  single(statement: Document): Single | undefined;
  /** What the command counts of a single statement's outcome. */
  sums(outcome: Modified | undefined, index: number): Sums;
  /** Runs a statement in commits of its own; `save` saves, in the commit, what it is going to return. */
  alone(statement: Document, index: number, save: (writer: Writer, sums: Sums) => void): Promise<Sums>;
}

/** Checks the list that a write command is about. */
export function checkBatch(place: string, statements: readonly unknown[]): void {
  if (statements.length === 0 || statements.length > 100_000)
    throw new ServerError(
      'InvalidLength',
      `Write batch sizes must be between 1 and 100000. Got ${statements.length} operations.`,
    );
  const wrong = statements.findIndex((each) => !isDocument(each) && !Buffer.isBuffer(each));
  if (wrong >= 0) throw wrongType(`${place}.${wrong}`, statements[wrong], "'object'");
}

interface Chunk extends Required<Sums> {
  next: number;
}

/**
 * Runs the statements of a write command; each error is noted, and with `ordered` ends the rest. Those that need no
 * search share commits.
 */
export async function runStatements(
  request: Request,
  statements: readonly unknown[],
  how: Statements,
): Promise<Progress> {
  const done = new Progress(request.retry);
  const ordered = request.body.ordered !== false;
  // After a failure that undid a whole commit: each by itself up to here.
  let careful = 0;
  while (done.next < statements.length && !(ordered && done.failed)) {
    const from = done.next;
    try {
      if (from >= careful && from < statements.length - 1) {
        const together = new Together(request, done, how);
        const chunk = await request.write((writer) => together.run(writer, statements));
        done.add(chunk.next, chunk);
        if (done.next > from || done.failed) continue;
      }
      const save = (writer: Writer, sums: Sums) => {
        done.save(writer, from + 1, sums);
      };
      done.add(from + 1, await how.alone(statements[from] as Document, from, save));
    } catch (error) {
      if (!(error instanceof ServerError) || request.transaction) throw error;
      if (from >= careful && from < statements.length - 1) careful = Math.min(from + MOST, statements.length);
      else done.fail(from + 1, error.toWriteError(from));
    }
  }
  return done;
}

/** So many statements share one commit at most. */
const MOST = 500;

/** Statements that share a commit. */
class Together {
  readonly #request: Request;
  readonly #done: Progress;
  readonly #how: Statements;

  constructor(request: Request, done: Progress, how: Statements) {
    this.#request = request;
    this.#done = done;
    this.#how = how;
  }

  run(writer: Writer, statements: readonly unknown[]): Chunk {
    const from = this.#done.next;
    const chunk: Chunk = { next: from, n: 0, nModified: 0, upserted: [], writeErrors: [] };
    const end = Math.min(from + MOST, statements.length);
    const until = this.#request.transaction ? Infinity : performance.now() + STEP;
    let changed = false;
    while (chunk.next < end && (chunk.next === from || performance.now() < until)) {
      const index = chunk.next;
      try {
        const single = this.#how.single(statements[index] as Document);
        if (!single || !isQuick(this.#request, single)) break;
        const outcome = single.run(writer);
        changed ||= outcome?.changed === true;
        add(chunk, this.#how.sums(outcome, index));
      } catch (error) {
        if (!(error instanceof ServerError) || this.#request.transaction) throw error;
        // What was done stays; the rest waits for the transaction in the way.
        if (error instanceof Blocked && index > from) break;
        if (error instanceof Blocked) throw error;
        chunk.writeErrors.push(error.toWriteError(index));
      }
      chunk.next++;
      if (chunk.writeErrors.length > 0 && this.#request.body.ordered !== false) break;
    }
    if (changed)
      undoing(() => {
        this.#done.save(writer, chunk.next, chunk);
      });
    return chunk;
  }
}

function add(chunk: Chunk, { n, nModified = 0, upserted = [] }: Sums): void {
  chunk.n += n;
  chunk.nModified += nModified;
  chunk.upserted.push(...upserted);
}
