// Parts of a form that follow from what stands in others: the server shows the form again, and its parts marked
// data-live-part take the place of those here. data-live="address", data-live-on="names of the fields that they follow".
const PAUSE = 500;

export function liveParts(root) {
  for (const form of root.querySelectorAll('form[data-live]')) follow(root, form);
}

function follow(root, form) {
  const watched = form.dataset.liveOn.split(' ');
  let waiting;
  let asked = 0;
  // Without scripts a button asks for the same; here it is not needed, and must not answer to Enter.
  const dropButtons = () => form.querySelectorAll('[data-live-button]').forEach((button) => button.remove());

  const refresh = async () => {
    asked += 1;
    const mine = asked;
    const pairs = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
    const answer = await fetch(form.dataset.live, { method: 'POST', body: new URLSearchParams(pairs) }).catch(
      () => null,
    );
    if (!answer?.ok || mine !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (mine !== asked) return;
    for (const part of root.querySelectorAll('[data-live-part]')) {
      const fresh = page.getElementById(part.id);
      if (fresh !== null && !part.contains(root.activeElement)) part.replaceWith(fresh);
    }
    dropButtons();
    form.dispatchEvent(new Event('live-parts'));
  };
  const soon = ({ target }) => {
    if (!watched.includes(target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(refresh, target.tagName === 'TEXTAREA' ? 4 * PAUSE : PAUSE);
  };
  form.addEventListener('change', soon);
  form.addEventListener('input', soon);
  dropButtons();
  // A draft that was given back may name another unit than the page that the server has printed.
  if (
    [...form.elements].some(
      (field) => watched.includes(field.name) && field.value !== (field.defaultValue ?? field.value),
    )
  )
    refresh();
}
