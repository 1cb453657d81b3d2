// Files of a form are sent as soon as they are chosen, in pieces (tus.io): a dropped line or a closed browser costs
// nothing that has arrived. The form then carries the receipts. Without this script they travel with the form.
import { receiptOf, sendPieces } from './pieces.js';
import { shrunk } from './shrink.js';
import { uploadStore } from './upload-store.js';

const AT_ONCE = 2;
const AGAIN = 15_000;
const DELAYS = [0, 1000, 3000, 8000];
const newKey = () => Math.random().toString(36).slice(2) + Date.now().toString(36);

/** What a folder holds beside what its owner put there. */
const isHidden = ({ name }) => /^(\.|thumbs\.db$|desktop\.ini$)/i.test(name);

/** The files of a folder as people count them (2 before 10), and those of kinds that are not taken. */
function sorted(files, endings) {
  const all = [...files].filter((file) => !isHidden(file));
  all.sort((a, b) => a.webkitRelativePath.localeCompare(b.webkitRelativePath, 'vi', { numeric: true }));
  const isTaken = ({ name }) => endings.some((ending) => name.toLowerCase().endsWith(ending));
  return { taken: all.filter(isTaken), others: all.filter((file) => !isTaken(file)) };
}

export function sendUploads(root) {
  for (const list of root.querySelectorAll('[data-uploads]')) {
    const form = list.closest('form');
    if (form !== null) sendThose(root, form, list);
  }
}

function sendThose(root, form, list) {
  const person = root.body.dataset.person ?? '';
  const group = list.parentElement;
  const input = root.getElementById(list.dataset.filesOf);
  const say = group.querySelector('[data-upload-say]');
  const tools = group.querySelector('[data-upload-tools]');
  const words = (name) => list.dataset[`words${name}`];
  const rows = new Map();
  let sending = 0;
  let submitter;
  let notice = '';

  const copyOf = (name) =>
    group.querySelector(`template[data-upload-${name}]`).content.firstElementChild.cloneNode(true);
  const state = (row, text) => (row.element.querySelector('[data-state]').textContent = text);
  const partOf = (row) => `${Math.floor((100 * (row.sent ?? 0)) / Math.max(row.entry.file.size, 1))} %`;
  const open = () => [...rows.values()];
  const pauseOf = (row) => row.element.querySelector('[data-pause]');

  /** What holds for all files together: what was not taken, that the form waits, how many have their receipt. */
  function tell(about = notice) {
    notice = about;
    const [have, open] = [kept().length, rows.size];
    const count = open === 0 ? 'Whole' : 'Count';
    const all =
      have + open > 1
        ? words(count)
            .replace('%HAVE%', have)
            .replace('%ALL%', have + open)
        : '';
    const waits = submitter === undefined ? '' : words('Busy');
    say.textContent = [notice, waits, all].filter(Boolean).join(' ');
  }

  function forget(row) {
    row.element.remove();
    rows.delete(row.entry.key);
    void uploadStore.drop(row.entry.key);
    tell();
  }

  function captioned(caption, row, receipt) {
    caption.name = `caption-${receipt.id}`;
    caption.value = row.entry.caption ?? '';
    caption.setAttribute('aria-label', words('Caption').replace('%NAME%', receipt.name));
    caption.addEventListener('input', () => {
      row.entry.caption = caption.value;
      void uploadStore.put(row.entry);
    });
  }

  /** A file that the server has: its number goes with the form. */
  function arrived(row, receipt) {
    const element = copyOf('arrived');
    const [box, caption] = [
      element.querySelector('[type="checkbox"]'),
      element.querySelector('.files__caption'),
    ];
    box.value = receipt.id;
    if (caption !== null) captioned(caption, row, receipt);
    element.querySelector('.files__name').textContent = receipt.name;
    element.querySelector('[data-state]').textContent = receipt.note;
    row.element.replaceWith(element);
    rows.delete(row.entry.key);
    // Nothing of the file need stay here; its number is needed until the form is sent.
    row.entry = { ...row.entry, file: null, arrived: receipt.id };
    void uploadStore.put(row.entry);
    tell();
    submitWhenReady();
  }

  function refused(row, message) {
    state(row, message);
    row.element.classList.add('files__coming--wrong');
    pauseOf(row).remove();
    row.element.querySelector('progress').remove();
    rows.delete(row.entry.key);
    void uploadStore.drop(row.entry.key);
    row.element.querySelector('[data-drop]').onclick = () => row.element.remove();
    submitter = undefined;
    tell();
  }

  async function receipt(row) {
    state(row, words('Checking'));
    pauseOf(row).hidden = true;
    const said = await receiptOf(row.entry.url);
    if (said.state === 'arrived') return arrived(row, said);
    if (said.state === 'refused') return refused(row, said.message);
    if (said.state === 'gone') return forget(row);
    row.busy = false;
    return wait(row);
  }

  function wait(row) {
    state(row, words('Line'));
    pauseOf(row).hidden = false;
    setTimeout(next, AGAIN);
  }

  /** Its turn is over: another may be sent. */
  function ended(row) {
    if (row.turn !== undefined) sending -= 1;
    row.turn = undefined;
    row.upload = undefined;
  }

  function stop(row) {
    void row.upload?.abort();
    ended(row);
  }

  function failed(row, why) {
    ended(row);
    row.busy = false;
    if (why.state === 'out') {
      row.paused = true;
      state(row, words('Out'));
      pauseOf(row).textContent = words('Resume');
    } else if (why.state === 'refused') refused(row, why.message);
    else wait(row);
    next();
  }

  async function send(row) {
    row.busy = true;
    sending += 1;
    const turn = (row.turn = {});
    const upload = await sendPieces(row.entry, form.elements._csrf.value, {
      delays: DELAYS,
      progress: (sent) => {
        row.sent = sent;
        row.element.querySelector('progress').value = (1000 * sent) / Math.max(row.entry.file.size, 1);
        state(row, words('Sending').replace('%PART%', partOf(row)));
      },
      failed: (why) => failed(row, why),
      sent: () => {
        ended(row);
        void receipt(row);
        next();
      },
    }).catch(() => undefined);
    // Paused or dropped while the sender was being loaded.
    if (row.turn !== turn) return;
    if (upload === undefined) return failed(row, { state: 'down' });
    row.upload = upload;
    upload.start();
  }

  function next() {
    for (const row of open()) {
      if (sending >= AT_ONCE) return;
      if (!row.busy && !row.paused) void send(row);
    }
  }

  function pause(row, button) {
    row.paused = !row.paused;
    button.textContent = words(row.paused ? 'Resume' : 'Pause');
    if (!row.paused) {
      state(row, words('Waiting'));
      return next();
    }
    stop(row);
    row.busy = false;
    state(row, words('Paused').replace('%PART%', partOf(row)));
    return next();
  }

  function drop(row) {
    stop(row);
    if (row.entry.url !== undefined) {
      const headers = { 'X-CSRF-Token': form.elements._csrf.value, 'Tus-Resumable': '1.0.0' };
      void fetch(row.entry.url, { method: 'DELETE', headers }).catch(() => undefined);
    }
    forget(row);
    next();
    submitWhenReady();
  }

  function add(entry) {
    const row = { entry, element: copyOf('coming'), busy: true, paused: false };
    row.element.querySelector('.files__name').textContent = entry.name;
    state(row, words('Waiting'));
    pauseOf(row).hidden = true;
    pauseOf(row).onclick = ({ target }) => pause(row, target);
    row.element.querySelector('[data-drop]').onclick = () => drop(row);
    list.append(row.element);
    rows.set(entry.key, row);
    return row;
  }

  const kept = () => [...list.querySelectorAll('.files__kept [type="checkbox"]:checked')];

  /** In a field for one file the one that is chosen last takes the place of those before. */
  function makePlace() {
    for (const box of kept()) box.checked = false;
    for (const row of open()) drop(row);
  }

  async function take(files, leftOut = '') {
    const most = Number(list.dataset.most);
    if (most === 1 && files.length > 0) makePlace();
    const room = Math.max(0, most - rows.size - kept().length);
    const tooMany = files.length > room ? words('Most') : '';
    const small = tools?.querySelector('[data-shrink]').checked ?? false;
    // All stand there before the first is made smaller: the form waits for them.
    const coming = files.slice(0, room).map((file) => add(entryOf(file)));
    tell([leftOut, tooMany].filter(Boolean).join(' '));
    for (const row of coming) await prepare(row, small);
  }

  const entryOf = (file) => ({
    key: newKey(),
    person,
    form: form.action,
    field: list.dataset.uploads,
    at: Date.now(),
    name: file.name,
    file,
  });

  async function prepare(row, small) {
    const { entry } = row;
    if (small && rows.has(entry.key)) {
      state(row, words('Shrinking'));
      entry.file = await shrunk(entry.file);
      entry.name = entry.file.name;
      row.element.querySelector('.files__name').textContent = entry.name;
    }
    // Left out meanwhile.
    if (!rows.has(entry.key)) return;
    await uploadStore.put(entry);
    state(row, words('Waiting'));
    pauseOf(row).hidden = false;
    row.busy = false;
    next();
  }

  function submitWhenReady() {
    if (submitter === undefined || rows.size > 0) return;
    const button = submitter;
    submitter = undefined;
    form.requestSubmit(button ?? undefined);
  }

  input.addEventListener('change', () => {
    const files = [...input.files];
    input.value = '';
    void take(files);
  });
  if (tools !== null) {
    tools.hidden = false;
    tools.querySelector('[data-folder]').addEventListener('click', chooseFolder);
  }
  function chooseFolder() {
    const folder = Object.assign(root.createElement('input'), {
      type: 'file',
      multiple: true,
      webkitdirectory: true,
    });
    folder.addEventListener('change', () => {
      const { taken, others } = sorted(folder.files, input.accept.split(','));
      const names = others.map(({ name }) => name).join(', ');
      void take(taken, names === '' ? '' : words('Others').replace('%NAMES%', names));
    });
    folder.click();
  }
  form.addEventListener('submit', (event) => {
    if (rows.size === 0) return;
    event.preventDefault();
    submitter = event.submitter ?? null;
    tell();
  });
  globalThis.addEventListener('online', next);

  void uploadStore.of(person, form.action).then((entries) => {
    for (const entry of entries) {
      if (entry.field !== list.dataset.uploads) continue;
      if (root.querySelector(`[name$="Kept"][value="${entry.arrived ?? '-'}"]`) !== null) continue;
      const row = add(entry.file === null ? { ...entry, file: { size: 0 } } : entry);
      if (entry.arrived === undefined) row.busy = pauseOf(row).hidden = false;
      else void receipt(row);
    }
    next();
  });
}
