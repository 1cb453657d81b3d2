// The line to the server: posts, tells a line that is down from a session that has ended, and takes a new token when
// somebody has signed in again elsewhere.
const PATIENCE = 30_000;

const isOut = (response) => response.type === 'opaqueredirect';

/** The token of this page as the server prints it now; undefined when it asks to sign in. */
export async function freshToken() {
  const response = await fetch(globalThis.location.href, { redirect: 'manual', cache: 'no-store' });
  if (isOut(response) || !response.ok) return undefined;
  const page = new globalThis.DOMParser().parseFromString(await response.text(), 'text/html');
  return page.querySelector('form[data-answers] input[name=_csrf]')?.value;
}

export function lineTo(form) {
  const token = form.querySelector('input[name=_csrf]');

  async function once(url, pairs, multipart) {
    const body = multipart ? new FormData() : new URLSearchParams();
    body.append('_csrf', token.value);
    for (const [name, value] of pairs) body.append(name, value);
    const signal = globalThis.AbortSignal.timeout(multipart ? 10 * PATIENCE : PATIENCE);
    return fetch(url, { method: 'POST', body, redirect: 'manual', signal });
  }

  /** { state: 'down' | 'out' | 'refused' } or what the server said. */
  return async function post(url, pairs, multipart = false) {
    try {
      let response = await once(url, pairs, multipart);
      if (response.status === 403) {
        const fresh = await freshToken();
        if (fresh === undefined) return { state: 'out' };
        token.value = fresh;
        response = await once(url, pairs, multipart);
      }
      if (isOut(response)) return { state: 'out' };
      if (response.status >= 500 || response.status === 429) return { state: 'down' };
      const isData = response.headers.get('content-type')?.startsWith('application/json');
      return isData ? await response.json() : { state: 'refused' };
    } catch {
      return { state: 'down' };
    }
  };
}
