/** What came back. `text` is the page as one reads it, without tags. */
export type Reply = {
  status: number;
  location: string | null;
  headers: Headers;
  html: string;
  text: string;
};

export type Form = Record<string, string | string[]>;
export type SentFile = { field: string; name: string; content: Uint8Array | string; type?: string };

const plain = (html: string): string =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#x3D;/g, '=')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();

const pairsOf = (form: Form): [string, string][] =>
  Object.entries(form).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));

/**
 * A browser without a screen: keeps cookies, and takes the token against forged forms from the pages it has seen, as a
 * browser does. Redirects are shown, not followed.
 */
export class Agent {
  readonly #cookies = new Map<string, string>();
  /** The token of the page seen last. */
  token = '';

  #arrival: Promise<void> | undefined;

  /** `arrive` happens once, before the first thing that is asked for: most tests need few of the people they hire. */
  constructor(
    readonly url: string,
    private readonly arrive?: (agent: Agent) => Promise<void>,
  ) {}

  /** Is there, as whoever it is for. */
  async ready(): Promise<this> {
    if (this.arrive !== undefined) {
      const fresh = new Agent(this.url);
      this.#arrival ??= this.arrive(fresh).then(() => {
        for (const [name, value] of fresh.#cookies) this.#cookies.set(name, value);
        this.token = fresh.token;
      });
      await this.#arrival;
    }
    return this;
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  /** The answer as it came, for files; cookies go with it. */
  async fetch(path: string, headers: Record<string, string> = {}): Promise<Response> {
    await this.ready();
    return this.#ask(path, { headers });
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.#cookies.size > 0)
      headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(new URL(path, this.url), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) this.#cookies.set(name, value);
    }
    return response;
  }

  async #send(path: string, init: RequestInit): Promise<Reply> {
    const response = await this.#ask(path, init);
    const html = await response.text();
    this.token = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? this.token;
    const { status } = response;
    return {
      status,
      location: response.headers.get('location'),
      headers: response.headers,
      html,
      text: plain(html),
    };
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    await this.ready();
    return this.#send(path, { headers });
  }

  /** Posts a form as a browser would. `path` alone is where it goes; the token is added. */
  async post(path: string, form: Form = {}): Promise<Reply> {
    await this.ready();
    const body = new URLSearchParams([['_csrf', this.token], ...pairsOf(form)]);
    return this.#send(path, { method: 'POST', body });
  }

  /** Posts a form with files: the token first, then the fields, then the files. */
  async upload(path: string, form: Form, files: SentFile[], token?: string): Promise<Reply> {
    await this.ready();
    const body = new FormData();
    body.append('_csrf', token ?? this.token);
    for (const [name, value] of pairsOf(form)) body.append(name, value);
    for (const { field, name, content, type } of files) {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      body.append(field, new Blob([bytes], { type: type ?? 'application/octet-stream' }), name);
    }
    return this.#send(path, { method: 'POST', body });
  }

  /** Opens the page, then follows redirects until one stands. */
  async visit(path: string): Promise<Reply> {
    let reply = await this.get(path);
    for (let hops = 0; reply.location !== null && hops < 5; hops += 1) reply = await this.get(reply.location);
    return reply;
  }

  async signIn(userName: string, password: string): Promise<Reply> {
    await this.get('/sign-in');
    const reply = await this.post('/sign-in', { userName, password });
    if (reply.status === 303) await this.visit(reply.location ?? '/');
    return reply;
  }
}
