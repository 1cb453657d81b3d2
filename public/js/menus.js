// Menus are <details>. This closes them with Escape, with a click elsewhere and when the focus leaves.
const opened = (root) => root.querySelectorAll('details.menu[open]');

export function closeMenus(root) {
  const closeOutside = ({ target }) =>
    opened(root).forEach((menu) => {
      if (target instanceof Node && !menu.contains(target)) menu.open = false;
    });
  root.addEventListener('click', closeOutside);
  root.addEventListener('focusin', closeOutside);
  root.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    for (const menu of opened(root)) {
      const held = menu.contains(root.activeElement);
      menu.open = false;
      if (held) menu.querySelector('summary').focus();
    }
  });
}

/** On a phone the saved views scroll sideways: the chosen one comes into sight. */
export function showCurrentTab(root) {
  const link = root.querySelector('.tabs [aria-current]');
  const list = link?.closest('ul');
  if (list) list.scrollLeft = link.offsetLeft + link.offsetWidth - list.clientWidth;
}
