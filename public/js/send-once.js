// A form that was sent is not sent again while the answer is on its way. The buttons stay focusable and come back when
// the page is shown again from the browser's memory.
export function sendOnce(root) {
  for (const form of root.querySelectorAll('form[method="post"]')) {
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent !== undefined) event.preventDefault();
      if (event.defaultPrevented) return;
      form.dataset.sent = '';
      form.querySelectorAll('button[type="submit"]').forEach((button) => {
        button.setAttribute('aria-disabled', 'true');
        if (button.dataset.once === undefined) return;
        button.dataset.words = button.textContent;
        button.textContent = root.body.dataset.sending;
      });
    });
  }
  globalThis.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) root.querySelectorAll('form[data-sent]').forEach(release);
  });
}

function release(form) {
  delete form.dataset.sent;
  form.querySelectorAll('button[aria-disabled]').forEach((button) => {
    button.removeAttribute('aria-disabled');
    if (button.dataset.words !== undefined) button.textContent = button.dataset.words;
  });
}
