import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import * as tus from 'tus-js-client';
import type { Agent } from './agent.js';
import { pdf } from './files.js';

const MEGABYTE = 1024 * 1024;

/** A file on its way, and how much of it has been acknowledged. */
type Half = { path: string; acknowledged: number; content: Buffer };

/** Sends one file after the other in pieces, as a browser does, until nobody answers any more. */
export class Sender {
  /** The numbers of the files that have arrived whole, by where they were sent. */
  readonly receipts = new Map<string, string>();
  readonly sent: string[] = [];
  half: Half | undefined;

  constructor(readonly agent: Agent) {}

  async untilNobodyAnswers(): Promise<void> {
    try {
      for (;;) await this.#send(Buffer.concat([pdf, randomBytes(2 * MEGABYTE)]));
    } catch {
      // Whoever was served is gone.
    }
  }

  /** Sends the rest of a file, from where the server says that it ends. Answers that place. */
  async goOn(half: Half): Promise<number> {
    const offset = Number((await this.#ask('HEAD', half.path)).headers.get('upload-offset'));
    await this.#send(half.content, new URL(half.path, this.agent.url).href);
    return offset;
  }

  async receiptOf(path: string): Promise<{ state: string; id?: string }> {
    const reply = await this.#ask('GET', `${path}/receipt`);
    return (await reply.json()) as { state: string; id?: string };
  }

  #headers() {
    return { cookie: `session=${this.agent.cookie('session')}`, 'x-csrf-token': this.agent.token };
  }

  #ask = (method: string, path: string) =>
    fetch(new URL(path, this.agent.url), { method, headers: this.#headers() });

  async #send(content: Buffer, uploadUrl: string | null = null): Promise<void> {
    this.sent.push(createHash('sha256').update(content).digest('hex'));
    const path = await new Promise<string>((resolve, reject) => {
      const upload = new tus.Upload(content, {
        endpoint: `${this.agent.url}/uploads`,
        uploadUrl,
        retryDelays: null,
        headers: this.#headers(),
        metadata: { filename: 'biên bản.pdf', field: 'files' },
        chunkSize: MEGABYTE,
        onUploadUrlAvailable: () =>
          (this.half = { path: new URL(upload.url ?? '').pathname, acknowledged: 0, content }),
        onChunkComplete: (_size, acknowledged) => {
          if (this.half !== undefined) this.half.acknowledged = acknowledged;
        },
        onSuccess: () => resolve(new URL(upload.url ?? '').pathname),
        onError: reject,
      });
      upload.start();
    });
    const { state, id } = await this.receiptOf(path);
    if (state !== 'arrived' || id === undefined) throw new Error(`a file is ${state}`);
    this.receipts.set(path, id);
    this.half = undefined;
  }
}

/** A plain form with a file that never ends. */
export function endlessForm(agent: Agent): void {
  const boundary = 'form';
  const field = (name: string, more = '') =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`;
  const sending = request(new URL('/people', agent.url), {
    method: 'POST',
    headers: {
      cookie: `session=${agent.cookie('session')}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': 18 * MEGABYTE,
    },
  });
  sending.on('error', () => undefined);
  sending.write(`${field('_csrf')}${agent.token}\r\n`);
  sending.write(field('files', '; filename="a.pdf"'));
  sending.write(Buffer.concat([pdf, randomBytes(5 * MEGABYTE)]));
}
