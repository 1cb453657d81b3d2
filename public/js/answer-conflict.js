// Two answers to one item, side by side, and a button for each; nothing is written until one is pressed.
const part = (root, tag, text, className = '') => {
  const made = root.createElement(tag);
  made.textContent = text;
  made.className = className;
  return made;
};

function table(root, rows, words) {
  const made = part(root, 'table', '', 'table table--cards');
  const head = made.createTHead().insertRow();
  for (const word of ['field', 'yours', 'theirs']) {
    const cell = part(root, 'th', words[word]);
    cell.scope = 'col';
    head.append(cell);
  }
  const body = made.createTBody();
  for (const { label, yours, theirs } of rows) {
    const row = body.insertRow();
    const first = part(root, 'th', label);
    first.scope = 'row';
    row.append(first);
    for (const [word, text] of Object.entries({ yours, theirs })) {
      const cell = part(root, 'td', text);
      cell.dataset.label = words[word];
      row.append(cell);
    }
  }
  return made;
}

export function clearConflict(box) {
  box.classList.remove('answer--conflict');
  box.querySelector('[data-conflict]').replaceChildren();
}

/** `settle(true)` takes what is typed here, `settle(false)` what the other one has said. */
export function showConflict(root, box, { text, rows, take }, mine, settle) {
  const { field, yours, theirs } = box.closest('form').dataset;
  const made = part(root, 'div', '', 'conflict');
  made.setAttribute('role', 'alert');
  const row = part(root, 'div', '', 'button-row');
  for (const [label, own] of [
    [mine, true],
    [take, false],
  ]) {
    const button = part(root, 'button', label, 'button button--plain');
    button.type = 'button';
    button.addEventListener('click', () => settle(own));
    row.append(button);
  }
  made.append(part(root, 'p', text, 'conflict__title'), table(root, rows, { field, yours, theirs }), row);
  box.classList.add('answer--conflict');
  box.querySelector('[data-conflict]').replaceChildren(made);
}
