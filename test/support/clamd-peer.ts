import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** The test file of the anti-virus industry (eicar.org), in two parts so that no scanner takes this source for it. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** The bytes of a stream as clamd receives it; undefined while more is to come. */
function received(all: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0'.length;
  const pieces: Buffer[] = [];
  for (let at = command; at + 4 <= all.length;) {
    const length = all.readUInt32BE(at);
    if (length === 0) return Buffer.concat(pieces);
    pieces.push(all.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

/** A clamd that knows one virus: answers INSTREAM as the real one does. It can be away, forget, and count. */
export async function startClamdPeer() {
  const peer = { isAway: false, knows: true, refuses: false, scans: 0 };
  const answer = (socket: Socket, content: Buffer) => {
    peer.scans += 1;
    if (peer.refuses) return socket.end('INSTREAM size limit exceeded. ERROR\0');
    const isFound = peer.knows && content.includes(eicar);
    return socket.end(isFound ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
  };
  const server = createServer((socket) => {
    let all = Buffer.alloc(0);
    socket.on('error', () => undefined);
    if (peer.isAway) return void socket.destroy();
    socket.on('data', (bytes) => {
      all = Buffer.concat([all, bytes]);
      const content = received(all);
      if (content !== undefined) answer(socket, content);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(peer, {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close();
      await once(server, 'close');
    },
  });
}
