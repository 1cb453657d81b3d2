import { expect } from 'chai';
import { signLinks, type SignLink } from '../../src/checklists/sign-links.js';
import type { CatalogueRecord } from '../../src/checklists/sign-catalogue.js';
import type { Event } from '../../src/history/event.js';

const edition = (number: number, validFrom: string, signs: Record<string, string>): CatalogueRecord => ({
  id: `signs-${number}`,
  number,
  validFrom,
  source: '',
  version: 1,
  history: [],
  groups: [
    {
      code: '1',
      title: { vi: 'Nhóm', en: '' },
      signs: Object.entries(signs).map(([code, vi]) => ({ code, text: { vi, en: '' }, provisional: false })),
    },
  ],
});
const writtenOn = (day: string) => ({ history: [{ at: new Date(`${day}T08:00:00+07:00`) } as Event] });

describe('a link to a sign', () => {
  const before = edition(1, '2026-01-01', { '1.1': 'Vắng mặt', '1.2': 'Gây phiền hà', '1.3': 'Thôi dùng' });
  const after = edition(2, '2026-06-01', { '1.1': 'Chậm trễ', '1.2': 'Vắng mặt', '1.4': 'Gây phiền hà' });
  const links = signLinks([after, before], '2026-07-01');
  const old = writtenOn('2026-02-02');

  it('means the catalogue that it was chosen from', () => {
    expect(links.codeNow({ sign: '1.1', signVersion: 1 }, old)).to.equal('1.2');
    expect(links.codeNow({ sign: '1.1', signVersion: 2 }, old)).to.equal('1.1');
    expect(links.codeNow({ sign: '1.3', signVersion: 1 }, old)).to.equal('');
    expect(links.codeNow({ sign: '' }, old)).to.equal('');
  });

  it('means the catalogue of the day on which it was written, where that was not kept', () => {
    expect(links.codeNow({ sign: '1.1' }, old)).to.equal('1.2');
    expect(links.codeNow({ sign: '1.1' }, writtenOn('2026-06-02'))).to.equal('1.1');
    expect(links.codeNow({ sign: '1.1' }, writtenOn('2020-01-01'))).to.equal('1.2');
  });

  it('follows its sign, and stays where that is gone', () => {
    expect(links.followed({ sign: '1.2' }, old)).to.deep.equal({ sign: '1.4', signVersion: 2 });
    expect(links.followed({ sign: '1.3' }, old)).to.deep.equal({ sign: '1.3', signVersion: 1 });
    const moved = links.moved<SignLink>([{ sign: '1.1' }, { sign: '1.3' }, { sign: '' }], () => old);
    expect(moved.map(({ now }) => now?.code)).to.deep.equal(['1.2', undefined]);
    expect(moved.map((one) => one.old?.text.vi)).to.deep.equal(['Vắng mặt', 'Thôi dùng']);
    expect(links.moved([{ sign: '1.1' }], () => writtenOn('2026-06-02'))).to.deep.equal([]);
  });

  it('stands in a form by its code of now, and as none where its sign is gone', () => {
    const signs = ['1.2', '1.3', ''].map((sign) => links.offered({ sign }, old).sign);
    expect(signs).to.deep.equal(['1.4', '', '']);
  });
});
