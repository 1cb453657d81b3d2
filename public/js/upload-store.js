// Files that are on their way, kept on this machine so that nobody has to choose them again after a closed browser.
const [NAME, STORE] = ['ky-cuong-uploads', 'files'];
const WEEK = 7 * 24 * 60 * 60 * 1000;

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opened;
function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = globalThis.indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** Storage can be forbidden or full: then the open page is all that holds the files. */
async function attempt(mode, work) {
  try {
    const store = (await open()).transaction(STORE, mode).objectStore(STORE);
    return await done(work(store));
  } catch {
    return undefined;
  }
}

export const uploadStore = {
  put: (entry) => attempt('readwrite', (store) => store.put(entry)),
  drop: (key) => attempt('readwrite', (store) => store.delete(key)),

  /** What this person was sending with this form. What nobody has come back for within a week is taken off the machine. */
  async of(person, form) {
    const all = (await attempt('readonly', (store) => store.getAll())) ?? [];
    const old = all.filter(({ at }) => Date.now() - at > WEEK);
    await Promise.all(old.map(({ key }) => uploadStore.drop(key)));
    return all.filter((entry) => !old.includes(entry) && entry.person === person && entry.form === form);
  },
};
