/** Answers under a key what `read` answers, without asking again while nothing in the record has changed. */
export type Keep = <T>(key: string, read: () => Promise<T>) => Promise<T>;

/** Shares one question among everybody who asks before it is sent: what it answers is never older than its askers. */
function asOne<T>(ask: () => Promise<T>): () => Promise<T> {
  let waiting: Promise<T> | undefined;
  return () =>
    (waiting ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      waiting = undefined;
      return ask();
    }));
}

/**
 * Keeps answers that follow from the record. `version` is another text after every change by any process, so several
 * copies of the product may serve one database: each answer is as fresh as if it had been read. The version is read
 * before the answer; a change in between costs one reading too many, never a stale one. At most `most` answers are
 * kept, the oldest go first. What is kept is shared, so nobody may alter it.
 */
export function keeping(version: () => Promise<string>, most = 500): Keep {
  const present = asOne(version);
  const answers = new Map<string, Promise<unknown>>();
  let at = '';
  return async <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const now = await present();
    if (now !== at) answers.clear();
    at = now;
    const known = answers.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    // A promise of our own: what a database library gives may ask anew for everybody who waits.
    const answer = Promise.resolve(read());
    answers.set(key, answer);
    // A failure is told to those who wait for it, and the next one asks again.
    answer.catch(() => answers.get(key) === answer && answers.delete(key));
    const [oldest] = answers.keys();
    if (answers.size > most && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}
