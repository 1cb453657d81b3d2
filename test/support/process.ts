import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fromRoot } from '../../src/shared/project-root.js';

export type Ended = { code: number | null; out: string; err: string };

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The product as `npm start` runs it, in a process of its own. */
export class ProductProcess {
  readonly child: ChildProcess;
  out = '';
  err = '';

  constructor(env: Record<string, string>) {
    this.child = spawn(process.execPath, [fromRoot('dist/src/server.js')], {
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (piece: Buffer) => (this.out += piece.toString()));
    this.child.stderr?.on('data', (piece: Buffer) => (this.err += piece.toString()));
  }

  /** Resolves with the address that it prints, or throws with what it says when it ends instead. */
  async ready(): Promise<string> {
    for (;;) {
      const url = /http:\/\/\S+/.exec(this.out)?.[0];
      if (url !== undefined) return url;
      if (this.child.exitCode !== null) throw new Error(`the product ended: ${this.err}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async ended(): Promise<Ended> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'close');
    return { code: this.child.exitCode, out: this.out, err: this.err };
  }

  async end(signal: NodeJS.Signals): Promise<Ended> {
    this.child.kill(signal);
    return this.ended();
  }
}
