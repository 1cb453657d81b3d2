import { expect } from 'chai';
import { loadTranslations, readLocales } from '../../src/web/translations.js';

type Words = { [key: string]: string | Words };

/** Every wording with the names of its values. Plural forms count as one: "the one case" need not print its number. */
function outline(
  words: Words,
  prefix = '',
  found = new Map<string, Set<string>>(),
): Map<string, Set<string>> {
  for (const [key, value] of Object.entries(words)) {
    if (typeof value !== 'string') {
      outline(value, `${prefix}${key}.`, found);
      continue;
    }
    const name = `${prefix}${key.replace(/_(one|other)$/, '')}`;
    const values = found.get(name) ?? new Set();
    for (const match of value.matchAll(/{{\s*([\w.]+)/g)) values.add(match[1] ?? '');
    found.set(name, values);
  }
  return found;
}
const lines = (words: Words): string[] =>
  [...outline(words)].map(([key, values]) => `${key}: ${[...values].sort().join(' ')}`).sort();

describe('the wordings', () => {
  it('are the same in both languages, with the same values', async () => {
    const locales = (await readLocales()) as Record<string, Record<string, Words>>;
    const { vi = {}, en = {} } = locales;
    expect(Object.keys(en).sort()).to.deep.equal(Object.keys(vi).sort());
    for (const [feature, words] of Object.entries(vi)) {
      expect(lines(en[feature] ?? {}), feature).to.deep.equal(lines(words));
    }
  });

  it('are never empty', async () => {
    const locales = await readLocales();
    expect(JSON.stringify(locales)).to.not.match(/:\s*""/);
  });

  it('are looked up by language, with their values put in', async () => {
    const translate = await loadTranslations();
    expect(translate('vi')('errors:tooLong', { max: 200 })).to.equal('Dài quá 200 ký tự');
    expect(translate('en')('errors:tooLong', { max: 200 })).to.equal('Longer than 200 characters');
  });

  it('fail when they are missing or are a group', async () => {
    const t = (await loadTranslations())('en');
    expect(() => t('errors:nonsense')).to.throw('there is no wording "nonsense"');
    expect(() => t('nonsense:errors')).to.throw('there is no wording');
    expect(() => t('errors:page')).to.throw('is a group of wordings');
  });
});
