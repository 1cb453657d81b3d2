import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { BSON, type Document } from 'mongodb';
import { frame, FrameReader } from '../../src/embedded-mongo/wire/frames.js';
import { messageParts, OP_MSG } from '../../src/embedded-mongo/wire/messages.js';

/** A client that may send any bytes. */
export class RawClient {
  readonly socket: Socket;
  readonly #replies: Document[] = [];
  readonly #reader = new FrameReader();
  closed = false;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk) => {
      for (const { body } of this.#reader.push(chunk))
        this.#replies.push(BSON.deserialize(body.subarray(5), { bsonRegExp: true }));
      this.#wake();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.closed = true;
      this.#wake();
    });
  }

  static async connect(uri: string): Promise<RawClient> {
    const { hostname, port } = new URL(uri);
    const host = decodeURIComponent(hostname);
    const socket = host.startsWith('/') ? createConnection(host) : createConnection(Number(port), host);
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  send(bytes: Buffer): void {
    this.socket.write(bytes);
  }

  /** The next answer, or 'closed'. */
  async next(patience = 10_000): Promise<Document | 'closed'> {
    const until = Date.now() + patience;
    for (;;) {
      const reply = this.#replies.shift();
      if (reply) return reply;
      if (this.closed) return 'closed';
      if (Date.now() > until) throw new Error('The store neither answers nor closes');
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, until - Date.now() + 1);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async ask(command: Document): Promise<Document | 'closed'> {
    this.send(messageOf(command));
    return this.next();
  }

  close(): void {
    this.socket.destroy();
  }
}

/** A command as an OP_MSG. */
export function messageOf(command: Document): Buffer {
  return frame(OP_MSG, 1, 0, messageParts([Buffer.from(BSON.serialize(command))]));
}

/** Another client of the store that asks all the time and notes how long it waits. */
export class Watcher {
  readonly waits: number[] = [];
  readonly #client: RawClient;
  readonly #question: Document;
  #done = false;
  #loop: Promise<void>;

  private constructor(client: RawClient, question: Document) {
    this.#client = client;
    this.#question = question;
    this.#loop = this.#watch();
  }

  static async of(uri: string, question: Document = { ping: 1, $db: 'admin' }): Promise<Watcher> {
    return new Watcher(await RawClient.connect(uri), question);
  }

  async #watch(): Promise<void> {
    while (!this.#done) {
      const since = performance.now();
      const reply = await this.#client.ask(this.#question);
      if (reply === 'closed' || reply.ok !== 1)
        throw new Error(`Another client was harmed: ${JSON.stringify(reply)}`);
      this.waits.push(performance.now() - since);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  /** Ends the watch; throws when anything but an answer came. The waits, shortest first. */
  async end(): Promise<number[]> {
    this.#done = true;
    await this.#loop;
    this.#client.close();
    return this.waits.sort((a, b) => a - b);
  }
}
