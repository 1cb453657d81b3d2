// In a list, j and k move from row to row and Enter opens; only when no field has the focus.
const typing = (element) => element?.matches('input, textarea, select, [contenteditable]') ?? false;

export function listKeys(root) {
  const table = root.querySelector('table[data-keys]');
  if (table === null) return;
  const links = [...table.querySelectorAll('tbody tr')].map((row) => row.querySelector('a')).filter(Boolean);
  root.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(root.activeElement)) return;
    const step = { j: 1, k: -1 }[event.key];
    if (step === undefined || links.length === 0) return;
    const at = links.findIndex((link) => link.closest('tr').contains(root.activeElement));
    const next = at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + step));
    links[next].focus();
    event.preventDefault();
  });
  // The row is marked by the focus itself, so that mouse, Tab and j/k agree.
  table.addEventListener('focusin', ({ target }) => {
    table.querySelectorAll('tr.chosen').forEach((row) => row.classList.remove('chosen'));
    target.closest('tbody tr')?.classList.add('chosen');
  });
}
