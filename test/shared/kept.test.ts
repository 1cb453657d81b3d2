import { expect } from 'chai';
import { keeping } from '../../src/shared/kept.js';

describe('keeping answers while the record is unchanged', () => {
  const record = () => {
    const state = { version: 1, asked: 0, read: 0 };
    const version = async () => {
      state.asked += 1;
      return String(state.version);
    };
    const read = async () => (state.read += 1);
    return { state, version, read };
  };

  it('reads once while nothing changes', async () => {
    const { state, version, read } = record();
    const kept = keeping(version);
    expect([await kept('a', read), await kept('a', read)]).to.deep.equal([1, 1]);
    expect(state.read).to.equal(1);
  });

  it('reads again after a change, whoever made it', async () => {
    const { state, version, read } = record();
    const kept = keeping(version);
    await kept('a', read);
    state.version += 1;
    expect(await kept('a', read)).to.equal(2);
  });

  it('keeps different questions apart', async () => {
    const { version } = record();
    const kept = keeping(version);
    expect(await kept('a', async () => 'one')).to.equal('one');
    expect(await kept('b', async () => 'two')).to.equal('two');
  });

  it('asks for the version once for all who ask at the same time', async () => {
    const { state, version, read } = record();
    const kept = keeping(version);
    await Promise.all([kept('a', read), kept('b', read), kept('a', read)]);
    expect(state).to.include({ asked: 1, read: 2 });
  });

  it('asks for the version anew for whoever comes after the question was sent', async () => {
    const { state } = record();
    let answer: (text: string) => void = () => undefined;
    const kept = keeping(() => new Promise((resolve) => (answer = resolve)));
    const read = async () => (state.read += 1);
    const first = kept('a', read);
    await new Promise((resolve) => setImmediate(resolve));
    const sent = answer;
    const second = kept('a', read);
    await new Promise((resolve) => setImmediate(resolve));
    sent('1');
    answer('2');
    expect([await first, await second]).to.deep.equal([1, 2]);
  });

  it('waits once for what would start again for everybody who waits, as queries of mongoose do', async () => {
    const { version } = record();
    const kept = keeping(version);
    let started = 0;
    const query = { then: (done: (value: number) => void) => done((started += 1)) } as Promise<number>;
    expect([await kept('a', () => query), await kept('a', () => query)]).to.deep.equal([1, 1]);
  });

  it('forgets a failure', async () => {
    const { version, read } = record();
    const kept = keeping(version);
    const failure = await kept('a', () => Promise.reject(new Error('down'))).catch((error: Error) => error);
    expect(failure).to.be.instanceOf(Error);
    expect(await kept('a', read)).to.equal(1);
  });

  it('lets the oldest go when there are too many', async () => {
    const { version, read } = record();
    const kept = keeping(version, 2);
    for (const key of ['a', 'b', 'c']) await kept(key, read);
    expect(await kept('a', read)).to.equal(4);
    expect(await kept('c', read)).to.equal(3);
  });
});
