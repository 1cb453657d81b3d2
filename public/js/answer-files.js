// Photos and files of an answer: sent in pieces as soon as they are chosen, and kept on this machine until the answer has
// them, so that a dropped line or a closed browser costs nothing that has arrived.
import { freshToken } from './answer-line.js';
import { newWrite } from './answer-store.js';
import { receiptOf, sendPieces } from './pieces.js';
import { uploadStore } from './upload-store.js';

function shown(root, { href, thumbnail, isPaper, name, caption, kind, receivedAt, by, size, hash }) {
  const part = (tag, className, text = '') => {
    const made = root.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  };
  const item = part('li', 'gallery__item');
  const link = part('a', 'gallery__link');
  link.href = href;
  const picture =
    thumbnail === null
      ? part('span', 'gallery__file', name)
      : part('img', `gallery__picture${isPaper ? ' gallery__picture--paper' : ''}`);
  if (thumbnail !== null) Object.assign(picture, { src: thumbnail, alt: '', width: 320, height: 240 });
  link.append(picture, part('span', 'gallery__caption', caption));
  const facts = [`${kind} · ${receivedAt}`, `${by} · ${size}`, hash].join('\n');
  item.append(link, part('p', 'gallery__facts gallery__facts--lines', facts));
  return item;
}

const percent = (sent, { file }) => `${Math.floor((100 * sent) / Math.max(file.size, 1))} %`;

export function sendFiles(root, form, post, { say, show, sleep, tell }) {
  const { answers: inspection, answersOf: person } = form.dataset;
  const home = `/inspections/${inspection}/checklist`;
  const token = form.querySelector('input[name=_csrf]');
  const waiting = [];

  /** Sends a file; answers with its number, or why it has none yet. */
  async function deliver(entry, box) {
    const failure = await new Promise((resolve) => {
      const progress = (sent) => say(box, form.dataset.sendingFile.replace('%PART%', percent(sent, entry)));
      // Without delays: this page has its own way to wait for the line.
      const heard = { delays: null, progress, failed: resolve, sent: () => resolve(undefined) };
      sendPieces(entry, token.value, heard).then(
        (upload) => upload.start(),
        () => resolve({ state: 'down' }),
      );
    });
    if (failure?.state !== 'out') return failure ?? receiptOf(entry.url);
    // Somebody has signed in again elsewhere, perhaps.
    const fresh = await freshToken().catch(() => undefined);
    if (fresh !== undefined) token.value = fresh;
    return { state: fresh === undefined ? 'out' : 'down' };
  }

  /** What the server says when all files of a choice have arrived; those that it refuses are left out. */
  async function handOver(parcel) {
    const numbers = [];
    for (const entry of [...parcel.entries]) {
      const { state, id, message } = await deliver(entry, parcel.box);
      if (state === 'down' || state === 'out') return { state };
      if (state === 'arrived') numbers.push(id);
      if (state !== 'refused') continue;
      parcel.faults.push(message);
      parcel.entries.splice(parcel.entries.indexOf(entry), 1);
      void uploadStore.drop(entry.key);
    }
    if (parcel.entries.length === 0) return { state: 'refused' };
    const { code, write } = parcel;
    const pairs = [[`write-${code}`, write], ...numbers.map((id) => [`files-${code}Kept`, id])];
    return post(`${home}/items/${code}/files`, pairs, true);
  }

  function showTaken({ box }, said) {
    tell(said);
    if (box === null) return;
    const list = root.createElement('ul');
    list.className = 'gallery';
    list.append(...said.files.map((file) => shown(root, file)));
    box.querySelector('[data-gallery]').replaceChildren(list);
  }

  async function send(parcel) {
    if (parcel.busy) return;
    parcel.busy = true;
    const said = await handOver(parcel);
    parcel.busy = false;
    if (said.state === 'down' || said.state === 'out') {
      say(parcel.box, form.dataset.fileWaiting);
      show(said.state);
      return sleep();
    }
    waiting.splice(waiting.indexOf(parcel), 1);
    for (const { key } of parcel.entries) void uploadStore.drop(key);
    const faults = [...parcel.faults, ...(said.errors?.map(({ text }) => text) ?? [])].join(' ');
    if (said.state !== 'saved') return say(parcel.box, faults || (said.text ?? ''));
    show('up');
    showTaken(parcel, said);
    say(parcel.box, faults || said.saved);
  }

  function begin(code, write, entries) {
    const box = root.querySelector(`[data-item="${code}"]`);
    const parcel = { box, code, write, entries, faults: [], busy: false, kept: false };
    waiting.push(parcel);
    void Promise.all(entries.map(uploadStore.put)).then(
      (keys) => (parcel.kept = keys.every((key) => key !== undefined)),
    );
    void send(parcel);
  }

  form.addEventListener('change', ({ target }) => {
    if (target.dataset?.file === undefined || target.files.length === 0) return;
    const code = target.closest('[data-item]').dataset.item;
    const write = newWrite();
    const common = { person, form: home, field: `files-${code}`, code, write, at: Date.now() };
    const entries = [...target.files].map((file) => ({ ...common, key: newWrite(), name: file.name, file }));
    target.value = '';
    begin(code, write, entries);
  });

  void uploadStore.of(person, home).then((left) => {
    for (const write of new Set(left.map((entry) => entry.write))) {
      const entries = left.filter((entry) => entry.write === write);
      begin(entries[0].code, write, entries);
    }
  });

  return {
    waiting: () => waiting.length > 0,
    /** Whether something would be lost with this page. */
    loses: () => waiting.some(({ kept }) => !kept),
    again: () => waiting.forEach((parcel) => void send(parcel)),
  };
}
