// Answers that the server has not confirmed, kept on this machine by person, case and item until it has.
const PREFIX = 'ky-cuong:answers:';
const MONTH = 30 * 24 * 60 * 60 * 1000;

/** Storage can be switched off, full or forbidden: then the page itself is all that holds them. */
function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** `pairs`: what stands in the fields now. `tried`: what was sent last without an answer; it is sent again first. */
export function answerStore(person, inspection) {
  const prefix = `${PREFIX}${person}:${inspection}:`;
  const store = attempt(() => globalThis.localStorage);
  return {
    read: (code) => attempt(() => JSON.parse(store.getItem(prefix + code))) ?? undefined,
    /** True when it is really kept. */
    write: (code, entry) =>
      attempt(() => {
        store.setItem(prefix + code, JSON.stringify({ ...entry, at: Date.now() }));
        return true;
      }) ?? false,
    drop: (code) => attempt(() => store.removeItem(prefix + code)),
    codes: () =>
      attempt(() =>
        Object.keys(store)
          .filter((name) => name.startsWith(prefix))
          .map((name) => name.slice(prefix.length)),
      ) ?? [],
  };
}

/** What nobody has come back for within a month is taken off the machine. */
export const tidyAnswers = () =>
  attempt(() => {
    const store = globalThis.localStorage;
    for (const name of Object.keys(store).filter((one) => one.startsWith(PREFIX))) {
      if (Date.now() - (JSON.parse(store.getItem(name)).at ?? 0) > MONTH) store.removeItem(name);
    }
  });

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** The id of a write: sent twice, the server takes it once. */
export const newWrite = () =>
  Array.from(globalThis.crypto.getRandomValues(new Uint8Array(20)), (byte) => ALPHABET[byte & 31]).join('');
