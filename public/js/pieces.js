// One file on its way to the server in pieces (tus.io), and what has become of it there.
import { uploadStore } from './upload-store.js';

const TRIES = 40;
const PAUSE = 1500;

/**
 * Sends a file from where it ended. `entry`: what this machine keeps of it, with `url` once the server knows it. `delays`:
 * after how many milliseconds it tries again by itself. Answers the upload, to be started, and broken off if need be.
 */
export async function sendPieces(entry, token, { delays, progress, failed, sent }) {
  await import('/assets/tus.min.js');
  const upload = new globalThis.tus.Upload(entry.file, {
    endpoint: '/uploads',
    uploadUrl: entry.url ?? null,
    retryDelays: delays,
    headers: { 'X-CSRF-Token': token },
    metadata: {
      filename: entry.name,
      field: entry.field,
      form: new URL(entry.form, globalThis.location.href).pathname,
    },
    storeFingerprintForResuming: false,
    onUploadUrlAvailable: () => {
      entry.url = upload.url;
      void uploadStore.put(entry);
    },
    onProgress: progress,
    onError: (error) => failed(failureOf(error)),
    onSuccess: sent,
  });
  return upload;
}

/** Why a file does not get through: nobody is signed in, the server refuses it, or the line is down. */
function failureOf(error) {
  const status = error.originalResponse?.getStatus() ?? 0;
  if (status === 401 || status === 403) return { state: 'out' };
  if (status < 400 || status >= 500 || [409, 423, 429].includes(status)) return { state: 'down' };
  try {
    return { state: 'refused', message: JSON.parse(error.originalResponse.getBody()).message };
  } catch {
    return { state: 'refused', message: `${status}` };
  }
}

/** What the server has made of a file that was sent whole: `arrived`, `refused`, `gone` where a form has it, or `down`. */
export async function receiptOf(url) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const said = await fetch(`${url}/receipt`)
      .then((answer) => (answer.ok ? answer.json() : { state: answer.status === 404 ? 'gone' : 'down' }))
      .catch(() => ({ state: 'down' }));
    if (['arrived', 'refused', 'gone'].includes(said.state)) return said;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return { state: 'down' };
}
