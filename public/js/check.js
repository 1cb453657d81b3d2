// Computes the SHA-256 of a chosen file piece by piece and sends the form with it; the file itself stays here.
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

async function hashOf(file, tell) {
  // crypto.subtle takes whole files only, and is missing on plain http.
  const { sha256 } = await import('/assets/noble-hashes/sha2.js');
  const hash = sha256.create();
  const reader = file.stream().getReader();
  let read = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    hash.update(piece.value);
    read += piece.value.length;
    tell(Math.floor((100 * read) / file.size));
  }
  return hex(hash.digest());
}

export function checkFiles(root) {
  const form = root.querySelector('form[data-check]');
  if (form === null) return;
  const part = form.querySelector('[data-check-file]');
  const says = form.querySelector('[data-check-says]');
  const { counting, failed } = form.dataset;
  part.hidden = false;
  part.querySelector('input').addEventListener('change', async ({ target }) => {
    const [file] = target.files;
    if (file === undefined) return;
    try {
      form.elements.hash.value = await hashOf(file, (percent) => {
        says.textContent = counting.replace('…', `${percent} %`);
      });
    } catch {
      says.textContent = failed;
      return;
    }
    form.requestSubmit();
  });
}
