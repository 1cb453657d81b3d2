import type { Fields } from '../shared/form.js';
import { inLanguage, type Language } from '../shared/language.js';
import { fill, type Wording } from '../wordings/wording.js';

type Known = { unit: string; day: string };

/** What stands in a form, with a wording put in: after what was typed already, which is never overwritten. */
export function withWording(
  values: Fields,
  wording: Pick<Wording, 'sign' | 'seen' | 'mustDo'>,
  known: Known,
  language: Language,
): Fields {
  const typed = (name: string) => String(values[name] ?? '').trim();
  const joined = (name: string, text: string) => [typed(name), text].filter((part) => part !== '').join('\n');
  return {
    ...values,
    wording: '',
    sign: typed('sign') === '' ? wording.sign : typed('sign'),
    seen: joined('seen', fill(inLanguage(wording.seen, language), known)),
    mustDo: joined('mustDo', fill(inLanguage(wording.mustDo, language), known)),
  };
}
