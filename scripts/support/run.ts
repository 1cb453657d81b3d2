import { MongoError } from 'mongodb';
import { ConfigError } from '../../src/config.js';
import { StoreError } from '../../src/database/uri.js';
import { Fault, Refusal } from '../../src/transfer/faults.js';

/** Wrong words on the command line: one line, exit code 2. */
export class UsageError extends Error {}

const EXPECTED = [UsageError, ConfigError, Refusal, StoreError, Fault, MongoError];

/** Put on it what must be undone in the end, however that comes: the last first. */
export type Undo = (step: () => Promise<unknown>) => void;

/**
 * Runs a command and ends the process. Exit codes: what `work` answers, 2 for what was asked wrongly or cannot be done
 * here, 1 for a fault, `signalled` when a signal ended it.
 */
export async function run(work: (undo: Undo) => Promise<number>, signalled = 130): Promise<never> {
  const steps: (() => Promise<unknown>)[] = [];
  let ending = false;
  const end = async (code: number): Promise<never> => {
    // What breaks off because of a signal has nothing more to say.
    if (ending) return new Promise<never>(() => undefined);
    ending = true;
    for (const step of steps.splice(0).reverse()) await step().catch(complain);
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(signalled));
  try {
    return await end(await work((step) => steps.push(step)));
  } catch (error) {
    if (!ending) complain(error);
    const asked = [UsageError, ConfigError, Refusal, StoreError].some((kind) => error instanceof kind);
    return end(asked ? 2 : 1);
  }
}

function complain(error: unknown): void {
  const expected = error instanceof Error && EXPECTED.some((kind) => error instanceof kind);
  console.error(expected ? error.message : error);
}

/** Reads words before anything is started, so that a wrong one is said at once. */
export function usage<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}
