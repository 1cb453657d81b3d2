import { expect } from 'chai';
import { loadTranslations, readLocales } from '../../src/web/translations.js';

type Words = { [key: string]: string | Words };

/** Every wording as `key: names of its values`; plural forms count as one. */
function outline(words: Words, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => {
    if (typeof value !== 'string') return outline(value, `${prefix}${key}.`);
    const names = [...value.matchAll(/{{\s*([\w.]+)/g)].map((match) => match[1]);
    return [`${prefix}${key.replace(/_(one|other)$/, '')}: ${[...new Set(names)].sort().join(' ')}`];
  });
}
const unique = (lines: string[]) => [...new Set(lines)].sort();

describe('the wordings', () => {
  it('are the same in both languages, with the same values', async () => {
    const locales = (await readLocales()) as Record<string, Record<string, Words>>;
    const { vi = {}, en = {} } = locales;
    expect(Object.keys(en).sort()).to.deep.equal(Object.keys(vi).sort());
    for (const [feature, words] of Object.entries(vi)) {
      expect(unique(outline(en[feature] ?? {})), feature).to.deep.equal(unique(outline(words)));
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
