import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server of this machine that can be cut: what is on it breaks off, and nothing gets through until it is mended. */
export async function cutLine(port: number) {
  const ends = new Set<Socket>();
  let isCut = false;
  const lead = (from: Socket, to: Socket): void => {
    ends.add(from);
    from.on('error', () => to.destroy());
    from.on('close', () => {
      ends.delete(from);
      to.destroy();
    });
    from.pipe(to);
  };
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(port, '127.0.0.1');
    lead(near, far);
    lead(far, near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const breakOff = () => ends.forEach((end) => end.destroy());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      breakOff();
    },
    mend: () => void (isCut = false),
    stop() {
      server.close();
      breakOff();
    },
  };
}
