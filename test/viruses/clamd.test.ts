import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { clamd, readReply } from '../../src/viruses/clamd.js';
import { eicar, startClamdPeer } from '../support/clamd-peer.js';
import { rejected } from '../support/rejected.js';

async function* pieces(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

describe('asking clamd', () => {
  it('reads what it says, and takes anything unknown for no answer', () => {
    expect(readReply('stream: OK\0')).to.deep.equal({ state: 'clean' });
    expect(readReply('stream: Win.Test.EICAR_HDB-1 FOUND\0')).to.deep.equal({
      state: 'infected',
      virus: 'Win.Test.EICAR_HDB-1',
    });
    for (const odd of ['', 'stream: OK FOUND ERROR', 'UNKNOWN COMMAND', 'stream: OKAY'])
      expect(() => readReply(odd), odd).to.throw();
  });

  it('sends the bytes whole in whatever pieces they come, and none of no length', async () => {
    const peer = await startClamdPeer();
    try {
      const ask = clamd(peer.url);
      expect(await ask(pieces('nothing ', '', 'here'))).to.deep.equal({ state: 'clean' });
      expect(await ask(pieces('x', eicar.slice(0, 20), '', eicar.slice(20)))).to.include({
        state: 'infected',
      });
      peer.refuses = true;
      expect(String(await rejected(ask(pieces('too much'))))).to.include('size limit');
      peer.isAway = true;
      await rejected(ask(pieces('nobody listens')));
    } finally {
      await peer.stop();
    }
    expect(String(await rejected(clamd(peer.url)(pieces('nobody there'))))).to.include('ECONNREFUSED');
  });

  it('understands the real one, where it is installed', async function () {
    const socket = '/run/clamav/clamd.ctl';
    if (!existsSync(socket)) {
      console.log('      clamd is not installed here: asked only the small one of these tests');
      return this.skip();
    }
    const ask = clamd(`unix:${socket}`);
    expect(await ask(pieces('nothing here'))).to.deep.equal({ state: 'clean' });
    expect(await ask(pieces(eicar))).to.include({ state: 'infected' });
  });
});
