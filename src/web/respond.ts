import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { printPage } from './views.js';
import type { Answer } from './visit.js';

/** Pages hold cases: nothing of them stays in the browser of a shared computer. */
const NOT_KEPT = 'no-store';

async function sendFile(res: Response, body: Readable | Buffer): Promise<void> {
  if (!(body instanceof Readable)) return void res.end(body);
  try {
    await pipeline(body, res);
  } catch (error) {
    // The reader went away, or the file broke off: after the first byte the only honest answer is a cut line.
    if (!res.headersSent) throw error;
    res.destroy();
  }
}

/** Turns a page's answer into HTTP. */
export async function send(req: Request, res: Response, answer: Answer): Promise<void> {
  if (answer.kind === 'file') {
    res.status(answer.status ?? 200).set(answer.headers);
    return req.method === 'HEAD' ? void res.end() : sendFile(res, answer.body);
  }
  res.set('Cache-Control', NOT_KEPT);
  if (answer.kind === 'data') return void res.status(answer.status).json(answer.body);
  if (answer.kind === 'redirect') {
    if (answer.notice !== undefined) req.session.notice = answer.notice;
    return res.redirect(303, answer.to);
  }
  const html = await printPage(req, res, answer.view, answer.page);
  res.status(answer.status).type('html').send(html);
}
