import { createHmac } from 'node:crypto';
import { newId } from '../../src/shared/ids.js';
import type { KnownPerson } from '../../src/web/door.js';
import { PASSWORD } from './cast.js';

/** Signs in at the product as a browser does. Answers with the cookie. */
export async function signIn(url: string, userName: string): Promise<string> {
  const first = await fetch(`${url}/sign-in`);
  const token = /name="_csrf" value="([^"]+)"/.exec(await first.text())?.[1] ?? '';
  const cookieOf = (response: Response) => response.headers.getSetCookie().map((line) => line.split(';')[0]);
  const reply = await fetch(`${url}/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ _csrf: token, userName, password: PASSWORD }),
    headers: { cookie: cookieOf(first).join('; ') },
    redirect: 'manual',
  });
  if (reply.status !== 303) throw new Error(`${userName} cannot sign in: ${reply.status}`);
  return cookieOf(reply).join('; ');
}

/** A session as connect-mongo keeps it, and the cookie that names it, signed as express-session signs (HMAC-SHA256). */
export function sessionFor(person: KnownPerson, secret: string) {
  const id = newId();
  const later = new Date(Date.now() + 8 * 3600 * 1000);
  const session = {
    cookie: { originalMaxAge: 28_800_000, expires: later, httpOnly: true, path: '/', sameSite: 'lax' },
    csrfToken: 'ab'.repeat(32),
    passport: { user: { id: person.id, mark: person.mark } },
  };
  const mark = createHmac('sha256', secret).update(id).digest('base64').replace(/=+$/, '');
  return {
    document: { _id: id, expires: later, lastModified: new Date(), session: JSON.stringify(session) },
    cookie: `session=${encodeURIComponent(`s:${id}.${mark}`)}`,
  };
}
