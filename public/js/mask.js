// Covering parts of a picture by drawing on it. The field with the numbers stays what is sent, and can still be typed in.
const WHOLE = 100;
const SMALLEST = 0.5;
const round = (value) => Math.round(value * 10) / 10;
const clamp = (value) => Math.min(WHOLE, Math.max(0, value));

const read = (text) =>
  text
    .split('\n')
    .map((line) =>
      line
        .trim()
        .split(/[\s;]+/)
        .map((part) => Number(part.replace(',', '.'))),
    )
    .filter((box) => box.length === 4 && box.every(Number.isFinite));
const print = (boxes) => boxes.map((box) => box.map(round).join(' ')).join('\n');

export function drawMasks(root) {
  const form = root.querySelector('form[data-mask]');
  if (form === null) return;
  const picture = form.querySelector('[data-mask-picture]');
  const field = form.elements.boxes;
  form.querySelector('[data-mask-words]').hidden = false;
  let begun = null;

  const place = (element, [left, top, width, height]) => {
    // The security policy forbids style in the page's text, not through the object model.
    Object.assign(element.style, {
      left: `${left}%`,
      top: `${top}%`,
      width: `${width}%`,
      height: `${height}%`,
    });
  };
  const show = () => {
    picture.querySelectorAll('.mask__box').forEach((box) => box.remove());
    read(field.value).forEach((box, index) => {
      const element = root.createElement('button');
      Object.assign(element, { type: 'button', className: 'mask__box' });
      element.setAttribute('aria-label', `${index + 1}`);
      element.dataset.index = index;
      place(element, box);
      picture.append(element);
    });
  };
  const write = (boxes) => {
    field.value = print(boxes);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const at = ({ clientX, clientY }) => {
    const { left, top, width, height } = picture.getBoundingClientRect();
    return [clamp(((clientX - left) / width) * WHOLE), clamp(((clientY - top) / height) * WHOLE)];
  };
  const boxTo = (event) => {
    const [x, y] = at(event);
    const [fromX, fromY] = begun.from;
    return [Math.min(x, fromX), Math.min(y, fromY), Math.abs(x - fromX), Math.abs(y - fromY)];
  };

  picture.addEventListener('click', ({ target }) => {
    if (target.dataset.index === undefined) return;
    write(read(field.value).filter((_, index) => index !== Number(target.dataset.index)));
  });
  picture.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.target.dataset.index !== undefined) return;
    event.preventDefault();
    picture.setPointerCapture(event.pointerId);
    const element = root.createElement('div');
    element.className = 'mask__draft';
    picture.append(element);
    begun = { from: at(event), element };
  });
  picture.addEventListener('pointermove', (event) => begun && place(begun.element, boxTo(event)));
  const end = (keep) => (event) => {
    if (begun === null) return;
    const box = boxTo(event);
    begun.element.remove();
    begun = null;
    if (keep && box[2] >= SMALLEST && box[3] >= SMALLEST) write([...read(field.value), box]);
  };
  picture.addEventListener('pointerup', end(true));
  picture.addEventListener('pointercancel', end(false));
  field.addEventListener('input', show);
  show();
}
