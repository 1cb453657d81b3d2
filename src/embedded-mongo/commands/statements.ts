import type { Document } from 'bson';
import { ServerError } from '../errors.js';
import type { Writer } from '../engine/storage/store.js';
import { Progress, type Sums } from './progress.js';
import type { Request } from './request.js';

/**
 * Runs the statements of a write command; each error is noted, and with `ordered` ends the rest. A statement gets a
 * function that saves, in its commit, what it is going to return.
 */
export async function runStatements(
  request: Request,
  statements: readonly unknown[],
  run: (statement: Document, index: number, save: (writer: Writer, sums: Sums) => void) => Promise<Sums>,
): Promise<Progress> {
  const done = new Progress(request.retry);
  const ordered = request.body.ordered !== false;
  while (done.next < statements.length && !(ordered && done.failed)) {
    const index = done.next;
    const save = (writer: Writer, sums: Sums) => {
      done.save(writer, index + 1, sums);
    };
    try {
      done.add(index + 1, await run(statements[index] as Document, index, save));
    } catch (error) {
      if (!(error instanceof ServerError) || request.transaction) throw error;
      done.fail(index + 1, error.toWriteError(index));
    }
  }
  return done;
}
