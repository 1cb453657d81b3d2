import { expect } from 'chai';
import { fieldMaker } from '../../src/shared/fields.js';
import type { Fields } from '../../src/shared/form.js';
import { conflictBetween, versionOf, withLabels } from '../../src/web/conflict.js';
import { page } from '../../src/web/visit.js';

const t = (key: string) => key;
const form = (values: Fields, version: number) => {
  const field = fieldMaker(t, values, []);
  const options = [
    { value: 'minor', label: 'Nhẹ' },
    { value: 'serious', label: 'Nghiêm trọng' },
  ];
  return page('form', {
    title: 'A finding',
    finding: { version, fields: [field('seen', { label: 'Seen' })] },
    severity: field('severity', { label: 'Severity', options }),
  });
};

describe('showing both versions of a form', () => {
  const stored = form({ seen: 'Vắng 3 người', severity: 'serious' }, 7);
  const typed = form({ seen: 'Vắng 2 người', severity: 'serious' }, 7);

  it('puts those fields side by side that differ', () => {
    expect(conflictBetween(t, stored, typed)).to.deep.equal({
      text: 'errors:staleText',
      rows: [{ label: 'Seen', yours: 'Vắng 2 người', theirs: 'Vắng 3 người' }],
    });
  });

  it('finds the version that the form must carry from now on', () => {
    expect(versionOf(stored)).to.equal('7');
    expect(versionOf(page('x', { title: 'no form' }))).to.equal('');
  });
});

describe('the error summary of a form', () => {
  it('names the field of each line, after a question without a colon', () => {
    const fields = ['Seen', 'Is it a repeat?'].map((label) => fieldMaker(t, {}, [])(label, { label }));
    const errors = fields.map(({ id }) => ({ href: `#${id}`, text: 'choose one' }));
    expect(withLabels({ title: 'A finding', fields, errors })['errors']).to.deep.equal([
      { href: '#Seen', text: 'Seen: choose one' },
      { href: '#Is it a repeat?', text: 'Is it a repeat? choose one' },
    ]);
  });
});
