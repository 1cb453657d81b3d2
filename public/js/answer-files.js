// Photos and files of an answer: sent as soon as they are chosen, held by the page until the server has them.
import { newWrite } from './answer-store.js';

function shown(root, { href, thumbnail, name, caption, kind, receivedAt, by, size, hash }) {
  const part = (tag, className, text = '') => {
    const made = root.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  };
  const item = part('li', 'gallery__item');
  const link = part('a', 'gallery__link');
  link.href = href;
  const picture = thumbnail === null ? part('span', 'gallery__file', name) : part('img', 'gallery__picture');
  if (thumbnail !== null) Object.assign(picture, { src: thumbnail, alt: '', width: 320, height: 240 });
  link.append(picture, part('span', 'gallery__caption', caption));
  const facts = [`${kind} · ${receivedAt}`, `${by} · ${size}`, hash].join('\n');
  item.append(link, part('p', 'gallery__facts gallery__facts--lines', facts));
  return item;
}

export function sendFiles(root, form, post, { say, show, sleep, tell }) {
  const waiting = [];

  async function send(parcel) {
    if (parcel.busy) return;
    parcel.busy = true;
    const { box, code, files, write } = parcel;
    say(box, form.dataset.sendingFile);
    const pairs = [[`write-${code}`, write], ...files.map((file) => [`files-${code}`, file])];
    const said = await post(`${box.dataset.send}/files`, pairs, true);
    parcel.busy = false;
    if (said.state === 'down' || said.state === 'out') {
      say(box, form.dataset.fileWaiting);
      show(said.state);
      return sleep();
    }
    waiting.splice(waiting.indexOf(parcel), 1);
    if (said.state !== 'saved')
      return say(box, said.errors?.map(({ text }) => text).join(' ') ?? said.text ?? '');
    show('up');
    tell(said);
    const list = root.createElement('ul');
    list.className = 'gallery';
    list.append(...said.files.map((file) => shown(root, file)));
    box.querySelector('[data-gallery]').replaceChildren(list);
    say(box, said.saved);
  }

  form.addEventListener('change', ({ target }) => {
    if (target.dataset?.file === undefined || target.files.length === 0) return;
    const box = target.closest('[data-item]');
    const parcel = { box, code: box.dataset.item, files: [...target.files], write: newWrite(), busy: false };
    target.value = '';
    waiting.push(parcel);
    void send(parcel);
  });

  return {
    waiting: () => waiting.length > 0,
    again: () => waiting.forEach((parcel) => void send(parcel)),
  };
}
