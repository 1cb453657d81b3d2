import { expect } from 'chai';
import {
  inForceOn,
  referenceIn,
  signsIn,
  type CatalogueRecord,
} from '../../src/checklists/sign-catalogue.js';
import { fieldsOfCatalogue, readCatalogue } from '../../src/checklists/signs.form.js';
import { shippedCatalogue } from '../../src/checklists/signs.data.js';
import { Invalid } from '../../src/shared/errors.js';
import type { Fields } from '../../src/shared/form.js';

const record: CatalogueRecord = { ...shippedCatalogue(), version: 1, history: [] };
const signs = signsIn(record.groups);
const form = (more: Fields = {}): Fields => ({
  ...fieldsOfCatalogue(record, '2026-10-15'),
  version: '1',
  ...more,
});

const refusals = (fields: Fields): string[] => {
  try {
    readCatalogue(fields);
  } catch (error) {
    if (error instanceof Invalid) return error.errors.map(({ field, message }) => `${field} ${message}`);
  }
  return [];
};

describe('the catalogue of signs that ships with the product', () => {
  it('has the three groups of the appendix, worded in both languages', () => {
    expect(record.groups.map((group) => group.code)).to.deep.equal(['1', '2', '3']);
    for (const { text } of signs) {
      expect(text.vi).not.to.equal('');
      expect(text.en).not.to.equal('');
    }
  });

  it('marks what is not the official wording: all but 1.1 to 1.4', () => {
    const official = signs.filter((sign) => !sign.provisional).map((sign) => sign.code);
    expect(official).to.deep.equal(['1.1', '1.2', '1.3', '1.4']);
  });

  it('has the sign that is measured directly: faults that were not remedied', () => {
    const catalogue = { version: 1, validFrom: '2023-08-07', groups: record.groups };
    const sign = referenceIn(catalogue, '1.3');
    expect(sign).to.include({ code: '1.3', version: 1, provisional: false });
    expect(sign?.text.vi).to.match(/^Không tự giác khắc phục/);
    expect(referenceIn(catalogue, '9.9')).to.equal(undefined);
  });
});

describe('the version in force', () => {
  const version = (number: number, validFrom: string): CatalogueRecord => ({ ...record, number, validFrom });
  const versions = [version(3, '2027-01-01'), version(2, '2026-01-01'), version(1, '2023-08-07')];

  it('is the latest that has begun', () => {
    expect(inForceOn(versions, '2025-12-31')?.number).to.equal(1);
    expect(inForceOn(versions, '2026-01-01')?.number).to.equal(2);
    expect(inForceOn(versions, '2023-08-06')).to.equal(undefined);
  });

  it('is the higher number of two that began on one day', () => {
    expect(inForceOn([version(2, '2026-01-01'), version(4, '2026-01-01')], '2026-01-02')?.number).to.equal(4);
  });
});

describe('typing in a new version', () => {
  it('gives back the version that the form was filled with', () => {
    expect(readCatalogue(form())).to.deep.equal({
      version: 1,
      validFrom: '2026-10-15',
      source: record.source,
      groups: record.groups,
    });
  });

  it('takes the spare rows for new signs, in the order of their codes', () => {
    const row = signs.length;
    const { groups } = readCatalogue(form({ [`code-${row}`]: '1.10', [`vi-${row}`]: 'Biểu hiện mới' }));
    expect(groups[0]?.signs.map((sign) => sign.code)).to.deep.equal([
      '1.1',
      '1.2',
      '1.3',
      '1.4',
      '1.5',
      '1.10',
    ]);
    expect(groups[0]?.signs.at(-1)).to.deep.equal({
      code: '1.10',
      text: { vi: 'Biểu hiện mới', en: '' },
      provisional: true,
    });
  });

  it('leaves out a sign whose row is emptied', () => {
    const { groups } = readCatalogue(form({ 'code-4': '', 'vi-4': ' ', 'en-4': '' }));
    expect(signsIn(groups).map((sign) => sign.code)).not.to.contain('1.5');
  });

  it('takes a new group when it is given a title', () => {
    const row = signs.length;
    const added = {
      [`code-${row}`]: '4.1',
      [`vi-${row}`]: 'Biểu hiện',
      'group-4-vi': 'Nhóm bốn',
      'group-4-en': '',
    };
    expect(readCatalogue(form(added)).groups.at(-1)?.title).to.deep.equal({ vi: 'Nhóm bốn', en: '' });
  });

  it('takes the official wording as official when it is said to be', () => {
    const { groups } = readCatalogue(form({ 'official-4': 'yes' }));
    expect(signsIn(groups)[4]).to.include({ code: '1.5', provisional: false });
  });

  const row = signs.length;
  const refused: [string, Fields, string[]][] = [
    ['a code that is none', { 'code-0': 'A1' }, ['code-0 signs:errors.code']],
    ['a sign without words', { 'vi-0': '' }, ['vi-0 errors:required']],
    ['words that are too long', { 'vi-0': 'x'.repeat(1001) }, ['vi-0 errors:tooLong']],
    [
      'a code that is there twice',
      { [`code-${row}`]: '1.1', [`vi-${row}`]: 'Lặp lại' },
      [`code-${row} signs:errors.twice`],
    ],
    [
      'a sign of a group without a title',
      { [`code-${row}`]: '4.1', [`vi-${row}`]: 'Biểu hiện' },
      ['group-4-vi errors:required'],
    ],
    [
      'a sign of a group that the form does not hold',
      { [`code-${row}`]: '9.1', [`vi-${row}`]: 'Biểu hiện' },
      [`code-${row} signs:errors.group`],
    ],
    ['a day that does not exist', { validFrom: '31/2/2026' }, ['validFrom errors:noSuchDay']],
  ];
  for (const [what, more, messages] of refused) {
    it(`refuses ${what}`, () => expect(refusals(form(more))).to.deep.equal(messages));
  }

  it('refuses a catalogue without a sign', () => {
    expect(refusals({ version: '1', validFrom: '15/10/2026' })).to.deep.equal(['rows signs:errors.empty']);
  });
});
