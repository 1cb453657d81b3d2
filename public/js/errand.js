// A page of work in the background: asks how far it is, and shows the page again when the work is over.
const PAUSE = 1000;

export function followErrand(root) {
  const place = root.querySelector('[data-errand]');
  if (place === null) return;
  const bar = place.querySelector('[data-errand-bar]');
  const text = place.querySelector('[data-errand-text]');
  const look = async () => {
    const answer = await fetch(`${place.dataset.errand}/progress`).catch(() => null);
    const told = answer?.ok ? await answer.json().catch(() => null) : null;
    if (told?.over) return location.reload();
    if (told !== null) {
      bar.max = Number(told.of);
      bar.value = Number(told.done);
      // Said again only when it says something new: a reader aloud would repeat it each second.
      if (text.textContent !== told.text) text.textContent = told.text;
    }
    setTimeout(look, PAUSE);
  };
  setTimeout(look, PAUSE);
}
