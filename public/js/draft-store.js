// Where half-typed forms are kept: on this machine, by person and form. Nothing here ever says "saved".
const PREFIX = 'ky-cuong:draft:';
const DAYS_KEPT = 7;
const DAY = 24 * 60 * 60 * 1000;

/** Storage can be switched off, full or forbidden: then forms simply are not kept. */
function attempt(work) {
  try {
    return work();
  } catch {
    return undefined;
  }
}

const stores = () => [globalThis.localStorage, globalThis.sessionStorage];
const names = (store) => Object.keys(store).filter((name) => name.startsWith(PREFIX));
const parsed = (store, name) => attempt(() => JSON.parse(store.getItem(name)));

/** `tab` keeps it only until the browser closes: for what must not lie on a machine, such as a sealed visit. */
export function draftStore(person, form, tab) {
  const name = `${PREFIX}${person}:${form}`;
  const store = attempt(() => (tab ? globalThis.sessionStorage : globalThis.localStorage));
  return {
    read: () => attempt(() => parsed(store, name)) ?? undefined,
    /** True when it is really kept. */
    write: (values) =>
      attempt(() => {
        store.setItem(name, JSON.stringify({ at: Date.now(), values }));
        return true;
      }) ?? false,
    /** Sent, but nobody has answered yet. */
    send: () =>
      attempt(() => {
        const draft = parsed(store, name);
        if (draft) store.setItem(name, JSON.stringify({ ...draft, sent: true }));
      }),
    drop: () => attempt(() => store.removeItem(name)),
  };
}

/**
 * Takes away what is too old and, on a page that answers, what had been sent. On an error or sign-in page nothing was
 * answered: what was sent counts as unsent again.
 */
export const tidyDrafts = (answered) =>
  attempt(() =>
    stores().forEach((store) =>
      names(store).forEach((name) => {
        const { sent, ...draft } = parsed(store, name) ?? { at: 0 };
        if ((sent && answered) || Date.now() - draft.at > DAYS_KEPT * DAY) store.removeItem(name);
        else if (sent) store.setItem(name, JSON.stringify(draft));
      }),
    ),
  );

export const dropAllDrafts = () =>
  attempt(() => stores().forEach((store) => names(store).forEach((name) => store.removeItem(name))));
