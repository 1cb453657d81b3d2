// Keeps what is being typed in forms marked data-keep="name", gives it back after a reload or a crash, and asks before
// the page is left with something unsent. data-keep-for="tab": only until the browser closes.
import { draftStore, dropAllDrafts, tidyDrafts } from './draft-store.js';

const PAUSE = 400;
const clock = (at) => new Date(at).toTimeString().slice(0, 5);
const words = (root, name, at) => root.body.dataset[name].replace('%TIME%', clock(at));
const kept = (field) =>
  field.name !== '' && !['hidden', 'password', 'file', 'submit', 'button'].includes(field.type);

/** What stands in the form, as [name, value] pairs; what is not ticked is not in it. */
const valuesOf = (form) =>
  [...form.elements].flatMap((field) => {
    if (!kept(field)) return [];
    if (['checkbox', 'radio'].includes(field.type)) return field.checked ? [[field.name, field.value]] : [];
    return [[field.name, field.value]];
  });

function fill(form, values) {
  for (const field of [...form.elements].filter(kept)) {
    const own = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (['checkbox', 'radio'].includes(field.type)) field.checked = own.includes(field.value);
    else field.value = own[0] ?? field.value;
  }
}

export function keepDrafts(root) {
  const person = root.body.dataset.person ?? '';
  root.querySelector('form[data-sign-out]')?.addEventListener('submit', dropAllDrafts);
  const status = globalThis.performance.getEntriesByType('navigation')[0]?.responseStatus ?? 200;
  tidyDrafts(person !== '' && status < 400);
  if (person !== '') root.querySelectorAll('form[data-keep]').forEach((form) => keepOne(root, form, person));
}

function keepOne(root, form, person) {
  const store = draftStore(person, form.dataset.keep, form.dataset.keepFor === 'tab');
  const printed = JSON.stringify(valuesOf(form));
  const changed = () => JSON.stringify(valuesOf(form)) !== printed;
  const refused = root.querySelector('.govuk-error-summary, .conflict') !== null;
  let unsent = refused;
  let waiting;

  const keep = () => {
    clearTimeout(waiting);
    unsent = refused || changed();
    if (!unsent) store.drop();
    else if (store.write(valuesOf(form))) say(root, form, words(root, 'kept', Date.now()));
  };
  form.addEventListener('input', () => {
    unsent = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  });
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    keep();
    store.send();
    unsent = false;
  });
  globalThis.addEventListener('pagehide', () => unsent && keep());
  globalThis.addEventListener('beforeunload', (event) => unsent && event.preventDefault());

  // What the server refused stands in the fields already and is newer than any draft.
  const draft = refused ? undefined : store.read();
  if (refused) store.write(valuesOf(form));
  else if (draft && JSON.stringify(draft.values) !== printed) {
    fill(form, draft.values);
    unsent = true;
    offerBack(root, form, draft.at, () => {
      fill(form, JSON.parse(printed));
      store.drop();
      unsent = false;
      say(root, form, '');
    });
  }
}

function say(root, form, text) {
  const place = form.querySelector('[data-kept-here]');
  if (place !== null) place.textContent = text;
}

function offerBack(root, form, at, discard) {
  const box = root.createElement('div');
  box.className = 'restored';
  box.setAttribute('role', 'status');
  const text = root.createElement('span');
  text.textContent = words(root, 'restored', at);
  const button = root.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.textContent = root.body.dataset.discard;
  button.addEventListener('click', () => {
    discard();
    box.remove();
  });
  box.append(text, button);
  form.before(box);
}
