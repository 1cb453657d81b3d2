import { request } from 'node:http';
import { noise } from './store-limits.js';
import { row } from './table.js';

const LINES = 10;

/** A file over a line that drops again and again in the middle; answers how many bytes left the sender. */
async function overBadLine(port: number, content: Buffer, drops: number): Promise<number> {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const url = `http://127.0.0.1:${port}`;
  const headers = {
    'Upload-Length': String(content.length),
    'Upload-Metadata': `filename ${base64('anh.jpg')},field ${base64('files')}`,
  };
  const made = await fetch(`${url}/uploads`, { method: 'POST', headers });
  const at = made.headers.get('location') ?? '';
  let [sent, offset] = [0, 0];
  for (let part = 1; offset < content.length; part += 1) {
    const until = part <= drops ? Math.floor((content.length * part) / (drops + 1)) : content.length;
    const options = {
      port,
      path: at,
      method: 'PATCH',
      headers: {
        'Content-Type': 'application/offset+octet-stream',
        'Upload-Offset': offset,
        'Content-Length': content.length - offset,
      },
    };
    const ask = request(options);
    const over = new Promise<void>((resolve) => {
      ask.once('close', resolve).once('error', () => resolve());
      ask.once('response', (reply) => reply.resume());
    });
    const data = content.subarray(offset, until);
    sent += data.length;
    await new Promise((resolve) => ask.write(data, resolve));
    if (until < content.length) {
      // What has left this machine has arrived at the other before the line drops.
      await new Promise((resolve) => setTimeout(resolve, 20));
      ask.destroy();
    } else ask.end();
    await over;
    // The page tries again after a second, and asks first how much has arrived.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const reply = await fetch(url + at, { method: 'HEAD' });
    offset = Number(reply.headers.get('upload-offset'));
  }
  return sent;
}

/** Photos over a line that is cut twice in each: how much is sent twice. */
export async function badLine(port: number): Promise<void> {
  const content = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), ...noise(5)]);
  let sent = 0;
  for (let index = 0; index < LINES; index += 1) {
    content[5] = index;
    sent += await overBadLine(port, content, 2);
  }
  const twice = (100 * (sent - LINES * content.length)) / (LINES * content.length);
  row(`${LINES} × 5 MB, line cut twice`, [`${twice.toFixed(2)} %`, 'sent again', '', '≤ 2 %']);
}
