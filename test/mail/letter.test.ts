import { expect } from 'chai';
import { letterWords } from '../../src/mail/letter.js';
import { afterTry, type Letter } from '../../src/mail/outbox.js';
import { outcomeOf } from '../../src/mail/smtp.js';
import { isMailAddress, mailingFrom, withAddress } from '../../src/people/mailing.js';
import { loadTranslations } from '../../src/web/translations.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 0, minutes));
const letter = { attempts: 0, createdAt: at(0) } as Letter;

describe('a letter', () => {
  it('tells units, numbers and what is to be done, and no names', async () => {
    const t = (await loadTranslations())('vi');
    const values = {
      unit: 'Phường Bồ Đề',
      unitEnglish: 'Bo De Ward',
      number: 'KT-2026-0001',
      by: 'Trần Văn Kín',
    };
    const told = [
      { key: 'inspection.opened', values, href: '/inspections/a' },
      { key: 'inspection.prepared', values, href: '/inspections/b' },
      { key: 'plan.submitted', values: { year: '2027', by: 'Trần Văn Kín' }, href: '/plans/c' },
    ];
    const reader = { name: 'Lê <b>Mai', language: 'vi', t, home: 'https://kc.example' } as const;
    const { subject, text, html } = letterWords('digest', told, reader);
    expect(subject).to.equal('Kỷ Cương: 3 tin mới trong hộp thư');
    expect(text).to.include('Phường Bồ Đề\n- Cuộc kiểm tra KT-2026-0001').and.include('Việc chung');
    expect(text).to.include('https://kc.example/inspections/a').and.include('https://kc.example/account');
    expect(text + html).not.to.include('Trần Văn Kín');
    expect(html).not.to.include('<b>Mai');
  });

  it('is tried later and later, and given up after three days', () => {
    const later = { kind: 'later', reason: '451 busy' } as const;
    expect(afterTry(letter, later, at(0))).to.include({ state: 'queued', attempts: 1, failure: '451 busy' });
    expect(afterTry(letter, later, at(0)).nextAt).to.deep.equal(at(1));
    expect(afterTry({ ...letter, attempts: 9 }, later, at(0)).nextAt).to.deep.equal(at(240));
    expect(afterTry(letter, later, at(3 * 24 * 60 + 1)).state).to.equal('given_up');
  });

  it('is refused for good, tried again or of unknown fate, by what the server said', () => {
    expect(outcomeOf({ responseCode: 550, command: 'RCPT TO' })).to.include({
      kind: 'refused',
      address: true,
    });
    expect(outcomeOf({ responseCode: 554, command: 'DATA' })).to.include({ kind: 'refused', address: false });
    expect(outcomeOf({ responseCode: 451, command: 'RCPT TO' }).kind).to.equal('later');
    expect(outcomeOf({ responseCode: 535, code: 'EAUTH' }).kind).to.equal('later');
    expect(outcomeOf({ code: 'ESOCKET', syscall: 'connect' }).kind).to.equal('later');
    expect(outcomeOf({ code: 'ECONNECTION', command: 'CONN' }).kind).to.equal('unknown');
  });
});

describe('an address for mail', () => {
  it('is one line that mail servers take', () => {
    for (const good of ['a@b.vn', 'nguyen.van-a+1@hanoi.gov.vn'])
      expect(isMailAddress(good), good).to.equal(true);
    for (const bad of [
      '',
      'a',
      'a@b',
      'a b@c.vn',
      'a@b.vn\r\nBcc: x@y.vn',
      'a@b.vn,c@d.vn',
      '<a@b.vn>',
      'ộ@b.vn',
    ])
      expect(isMailAddress(bad), bad).to.equal(false);
  });

  it('begins with the user name where that is one, and forgets a refusal when it is written anew', () => {
    expect(mailingFrom('mai@hanoi.gov.vn', '')).to.deep.equal({
      address: 'mai@hanoi.gov.vn',
      choice: 'at_once',
    });
    expect(mailingFrom('mai', '')).to.equal(undefined);
    const known = { address: 'a@b.vn', choice: 'daily', refused: { at: at(0), reason: '550' } } as const;
    expect(withAddress(known, 'a@b.vn', 'none')).to.have.property('refused');
    expect(withAddress(known, 'c@b.vn')).to.deep.equal({ address: 'c@b.vn', choice: 'daily' });
    expect(withAddress(known, '')).to.equal(undefined);
  });
});
