// A button beside each password field that shows what was typed; hidden again before the form is sent, so that the
// browser does not remember it as plain text.
export function showPasswords(root) {
  for (const holder of root.querySelectorAll('.secret')) {
    const field = holder.querySelector('input');
    const button = root.createElement('button');
    button.type = 'button';
    button.className = 'button button--plain';
    button.setAttribute('aria-controls', field.id);
    const say = (shown) => {
      field.type = shown ? 'text' : 'password';
      button.textContent = shown ? holder.dataset.hide : holder.dataset.show;
    };
    button.addEventListener('click', () => say(field.type === 'password'));
    field.form?.addEventListener('submit', () => say(false));
    say(false);
    holder.append(button);
  }
}
