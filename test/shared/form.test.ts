import { expect } from 'chai';
import { z } from 'zod';
import type { Invalid } from '../../src/shared/errors.js';
import { optionalText, optionalWholeNumber, readForm, wholeNumber } from '../../src/shared/form.js';

const shape = z.object({
  days: wholeNumber(1, 90),
  years: optionalWholeNumber(0, 100),
  note: optionalText(5),
});

const errorsOf = (fields: Record<string, string>) => {
  try {
    return readForm(shape, fields);
  } catch (error) {
    return (error as Invalid).errors;
  }
};

describe('a form', () => {
  it('names the bounds that a number or a text is outside of', () => {
    expect(errorsOf({ days: '91', years: '101', note: 'longer' })).to.deep.equal([
      { field: 'days', message: 'errors:outOfRange', values: { min: 1, max: 90 } },
      { field: 'years', message: 'errors:outOfRange', values: { min: 0, max: 100 } },
      { field: 'note', message: 'errors:tooLong', values: { max: 5 } },
    ]);
  });

  it('tells a number that was left empty from nought', () => {
    expect(errorsOf({ days: '90', years: ' ' })).to.deep.equal({ days: 90, years: undefined, note: '' });
    expect(errorsOf({ days: '90', years: '0' })).to.deep.equal({ days: 90, years: 0, note: '' });
  });
});
