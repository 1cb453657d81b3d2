import { expect } from 'chai';
import { z } from 'zod';
import type { Invalid } from '../../src/shared/errors.js';
import { optionalText, readForm, wholeNumber } from '../../src/shared/form.js';

const shape = z.object({ days: wholeNumber(1, 90), note: optionalText(5) });

const errorsOf = (fields: Record<string, string>) => {
  try {
    return readForm(shape, fields);
  } catch (error) {
    return (error as Invalid).errors;
  }
};

describe('a form', () => {
  it('names the bounds that a number or a text is outside of', () => {
    expect(errorsOf({ days: '91', note: 'longer' })).to.deep.equal([
      { field: 'days', message: 'errors:outOfRange', values: { min: 1, max: 90 } },
      { field: 'note', message: 'errors:tooLong', values: { max: 5 } },
    ]);
    expect(errorsOf({ days: '90' })).to.deep.equal({ days: 90, note: '' });
  });
});
