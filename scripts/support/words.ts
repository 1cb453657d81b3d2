import { UsageError } from './run.js';

/** Reads words with `parseArgs`, whose errors have a hint behind their first sentence. */
export function readWords<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError((error as Error).message.split(/\. |\n/)[0]);
  }
}
