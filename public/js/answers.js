// Sends each answer of a checklist as it is given, and keeps it on this machine until the server has said that it is
// saved. One write of an item is on its way at a time; one without an answer is sent again, with the same id, first.
import { answerStore, newWrite, tidyAnswers } from './answer-store.js';
import { sendFiles } from './answer-files.js';
import { lineTo } from './answer-line.js';
import { clearConflict, showConflict } from './answer-conflict.js';

const PAUSE = 1500;
const FIRST_WAIT = 3000;
const LONGEST_WAIT = 60_000;

const own = (field) => field.name !== '' && !/^(version|write|theirs|photo|files)-/.test(field.name);
/** The same words and numbers, however they were typed: the server tidies what it takes. */
const plain = ([name, value]) =>
  name.startsWith('count-')
    ? value.replace(/[\s.]/g, '')
    : value.replace(/\r\n/g, '\n').normalize('NFC').trim();
const tidy = (pairs) => JSON.stringify(pairs.map((pair) => [pair[0], plain(pair)]));

/** What stands in the fields of an item, as [name, value] pairs. */
const contentOf = (box) =>
  [...box.querySelectorAll('input, textarea')].filter(own).flatMap((field) => {
    if (['checkbox', 'radio'].includes(field.type)) return field.checked ? [[field.name, field.value]] : [];
    return [[field.name, field.value]];
  });

function fill(box, pairs) {
  for (const field of [...box.querySelectorAll('input, textarea')].filter(own)) {
    const value = pairs.find(([name]) => name === field.name)?.[1] ?? '';
    if (['checkbox', 'radio'].includes(field.type)) field.checked = field.value === value;
    else field.value = value;
  }
}

/** What the server says stands there, as the fields would hold it; the fields themselves are left alone. */
const spoken = (box, said) =>
  [...box.querySelectorAll('input, textarea')].filter(own).flatMap((field) => {
    const value = said[field.name] ?? '';
    const choosing = ['checkbox', 'radio'].includes(field.type);
    return choosing && field.value !== value ? [] : [[field.name, value]];
  });

/** Answers that came too late to be taken are not lost: the page that only shows the checklist tells what they were. */
function showUnsent(root) {
  const place = root.querySelector('[data-unsent]');
  if (place === null) return;
  const store = answerStore(place.dataset.unsentOf, place.dataset.unsent);
  const list = root.createElement('ul');
  for (const code of store.codes().sort()) {
    const line = root.createElement('li');
    const words = (store.read(code)?.pairs ?? []).map(([, value]) => value).filter((value) => value !== '');
    line.textContent = `${code}: ${words.join(' · ')}`;
    list.append(line);
  }
  if (list.children.length === 0) return;
  place.append(list);
  place.hidden = false;
}

export function sendAnswers(root) {
  tidyAnswers();
  showUnsent(root);
  const form = root.querySelector('form[data-answers]');
  if (form === null) return;
  const { answers: inspection, answersOf: person } = form.dataset;
  const store = answerStore(person, inspection);
  const post = lineTo(form);
  const items = new Map();
  let wait = FIRST_WAIT;
  let waking;

  const hidden = (box, name) => box.querySelector(`input[name="${name}-${box.dataset.item}"]`);
  const say = (box, text) => box && (box.querySelector('[data-saved]').textContent = text);

  function itemOf(code, box) {
    const known = items.get(code);
    if (known !== undefined) return known;
    const url = `/inspections/${inspection}/checklist/items/${code}`;
    const item = { code, box, url, busy: false, held: false, timer: undefined, pending: undefined };
    items.set(code, item);
    return item;
  }

  /** Puts what is typed on this machine, before anything is sent. */
  function keep(item) {
    const { box, code } = item;
    const before = item.pending;
    const pairs = contentOf(box);
    const version = before?.version ?? hidden(box, 'version').value;
    item.pending = { pairs, version, write: newWrite(), tried: before?.tried };
    item.kept = store.write(code, item.pending);
    say(box, form.dataset.saving);
  }

  function later(item, pause) {
    clearTimeout(item.timer);
    item.timer = setTimeout(() => void send(item), pause);
  }

  const show = (state, code) => {
    const line = root.querySelector('[data-line]');
    const words = { down: 'lineDown', out: 'signedOut', refused: 'refused', elsewhere: 'elsewhere' }[state];
    line.hidden = words === undefined;
    line.textContent = words === undefined ? '' : form.dataset[words].replace('%CODE%', code ?? '');
    if (state !== 'out') return;
    const link = root.createElement('a');
    link.href = `/sign-in?next=${encodeURIComponent(globalThis.location.pathname)}`;
    link.textContent = form.dataset.signIn;
    line.append(' ', link);
  };

  function sleep() {
    clearTimeout(waking);
    waking = setTimeout(wake, wait);
    wait = Math.min(2 * wait, LONGEST_WAIT);
  }

  const wake = () => {
    for (const item of items.values()) if (item.pending && !item.held) void send(item);
    files.again();
  };

  async function send(item) {
    const { code, box } = item;
    if (item.busy || item.held || item.pending === undefined) return;
    clearTimeout(item.timer);
    item.busy = true;
    const sent = item.pending.tried ?? { ...item.pending, tried: undefined };
    item.pending = { ...item.pending, tried: sent };
    store.write(code, item.pending);
    const fixed = [
      [`version-${code}`, sent.version],
      [`write-${code}`, sent.write],
    ];
    const said = await post(item.url, [...sent.pairs, ...fixed]);
    item.busy = false;
    if (['down', 'out', 'refused'].includes(said.state)) return unheard(item, said.state);
    wait = FIRST_WAIT;
    show('up');
    item.pending.tried = undefined;
    if (said.state === 'saved') saved(item, sent, said);
    else if (said.state === 'conflict') disputed(item, sent, said);
    else faulty(item, said, tidy(item.pending.pairs) !== tidy(sent.pairs));
    if (box === null && said.state !== 'saved') show('elsewhere', code);
  }

  /** Nobody has answered, or not about this: it waits here. */
  function unheard(item, state) {
    say(item.box, form.dataset.waiting);
    show(state);
    if (state === 'down') sleep();
  }

  function saved(item, sent, said) {
    const { code, box } = item;
    const changed = tidy(item.pending.pairs) !== tidy(sent.pairs);
    if (box === null) return forget(item);
    tell(said);
    const stored = spoken(box, said.fields);
    const mine = tidy(stored) === tidy(sent.pairs);
    if (mine) hidden(box, 'version').value = said.version;
    box.querySelector('[data-finding]')?.toggleAttribute('hidden', said.outcome !== 'not_met');
    if (changed) {
      // Typed on meanwhile: on the stored version if it is ours, else on the one that was seen.
      item.pending = {
        ...item.pending,
        version: mine ? String(said.version) : sent.version,
        write: newWrite(),
      };
      store.write(code, item.pending);
      return later(item, 0);
    }
    forget(item);
    if (!mine) {
      fill(box, stored);
      hidden(box, 'version').value = said.version;
    }
    say(box, mine ? said.saved : `${form.dataset.changed}. ${said.saved}`);
    faultsIn(box, []);
  }

  function forget(item) {
    item.pending = undefined;
    store.drop(item.code);
  }

  function disputed(item, sent, said) {
    const { box, code } = item;
    store.write(code, item.pending);
    if (box === null) return;
    item.held = true;
    say(box, form.dataset.waiting);
    const settle = (mine) => {
      item.held = false;
      clearConflict(box);
      if (!mine) fill(box, spoken(box, said.fields));
      hidden(box, 'version').value = said.version;
      if (mine) {
        item.pending = { pairs: contentOf(box), version: String(said.version), write: newWrite() };
        store.write(code, item.pending);
        void send(item);
      } else {
        forget(item);
        say(box, said.saved);
      }
    };
    showConflict(root, box, said.conflict, form.dataset.mine, settle);
  }

  /** What is wrong is said beside it; the next keystroke tries again. */
  function faulty(item, said, changed) {
    store.write(item.code, item.pending);
    if (item.box === null) return;
    if (changed) later(item, 0);
    say(item.box, said.text ?? form.dataset.waiting);
    faultsIn(item.box, said.errors ?? []);
  }

  function faultsIn(box, errors) {
    box.querySelectorAll('[data-fault]').forEach((old) => old.remove());
    for (const { field, text } of errors) {
      const place = root.getElementById(field);
      if (place === null) continue;
      const message = root.createElement('p');
      message.className = 'govuk-error-message';
      message.dataset.fault = '';
      message.textContent = text;
      place.before(message);
    }
  }

  function tell(said) {
    root.querySelector('[data-answered]').textContent = said.progress.text;
    root.querySelector('.answered__bar').value = Number(said.progress.answered);
    const tab = root.querySelector('.tabs [aria-current] .tabs__count');
    if (tab && globalThis.location.pathname.endsWith(`/${said.section.code}`))
      tab.textContent = said.section.count;
  }

  const files = sendFiles(root, form, post, { say, show, sleep, tell });

  form.querySelectorAll('[data-item]').forEach((box) => {
    const item = itemOf(box.dataset.item, box);
    const typed = ({ target }, pause) => {
      if (!own(target)) return;
      keep(item);
      if (!item.held) later(item, pause);
    };
    box.addEventListener('input', (event) => typed(event, event.target.type === 'radio' ? 0 : PAUSE));
    box.addEventListener(
      'change',
      ({ target }) => own(target) && item.pending && !item.held && later(item, 0),
    );
    const left = store.read(item.code);
    if (left === undefined) return;
    fill(box, left.pairs);
    item.pending = left;
    say(box, form.dataset.waiting);
  });
  for (const code of store.codes()) {
    const item = itemOf(code, null);
    item.pending ??= store.read(code);
  }
  wake();

  globalThis.addEventListener('online', wake);
  root.addEventListener('visibilitychange', () => root.visibilityState === 'visible' && wake());
  // What is on this machine survives; what the machine would not keep does not.
  globalThis.addEventListener('beforeunload', (event) => {
    const lost = [...items.values()].some(({ pending, kept }) => pending !== undefined && kept === false);
    if (lost || files.loses()) event.preventDefault();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void goOn(event.submitter);
  });

  /** Everything that is saved needs no sending again: on to the next section once nothing waits. */
  async function goOn(button) {
    const open = () =>
      [...items.values()].filter(({ box, pending }) => box !== null && pending !== undefined);
    for (const item of open()) await send(item);
    for (let turns = 0; turns < 50 && anyBusy(); turns += 1)
      await new Promise((done) => setTimeout(done, 100));
    const [first] = open();
    if (first === undefined && !files.waiting()) leave(button);
    else first?.box.scrollIntoView({ block: 'start' });
  }
  /** What is asked beside the items, and files of an earlier try, are left to the form itself, once they are saved. */
  function leave(button) {
    const keeps = form.querySelector('.files__kept :checked') !== null;
    if (!button?.name && !keeps) return globalThis.location.assign(form.dataset.next);
    const asked = root.createElement('input');
    if (button?.name) Object.assign(asked, { type: 'hidden', name: button.name, value: button.value });
    form.append(asked);
    form.submit();
  }
  const anyBusy = () => [...items.values()].some(({ busy, box }) => busy && box !== null);
}
