import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import i18next, { type Resource } from 'i18next';
import { printDay } from '../shared/dates.js';
import { inLanguage, languages, type Bilingual, type Language, type Translate } from '../shared/language.js';
import { fromRoot } from '../shared/project-root.js';

/** Reads one file per feature and language: `src/web/locales/vi/units.json` holds `units:…`. */
export async function readLocales(folder = fromRoot('src/web/locales')): Promise<Resource> {
  const resources: Resource = {};
  for (const language of languages) {
    const files = (await readdir(path.join(folder, language))).filter((file) => file.endsWith('.json'));
    const read = async (file: string) => {
      const content = await readFile(path.join(folder, language, file), 'utf8');
      return [path.basename(file, '.json'), JSON.parse(content)] as const;
    };
    resources[language] = Object.fromEntries(await Promise.all(files.map(read)));
  }
  return resources;
}

const readerOf = (language: string): Language => (language.startsWith('en') ? 'en' : 'vi');

/**
 * Loads the wordings. A key that is missing throws, in production as in tests: a page that prints `units:titel` is as
 * broken as one that does not come, only harder to notice.
 */
export async function loadTranslations(): Promise<(language: Language) => Translate> {
  const resources = await readLocales();
  const engine = i18next.createInstance();
  await engine.init({
    resources,
    fallbackLng: false,
    supportedLngs: [...languages],
    lng: languages[0],
    ns: Object.keys(resources[languages[0]] ?? {}),
    interpolation: { escapeValue: false },
    returnObjects: true,
    parseMissingKeyHandler: (key) => {
      throw new Error(`there is no wording "${key}"`);
    },
  });
  // What is wrong is said by rules, which know neither language nor print: `{{day, day}}` and `{{why, words}}` print it.
  engine.services.formatter?.add('day', (day: string, language = '') => printDay(day, readerOf(language)));
  engine.services.formatter?.add('words', (words: Bilingual, language = '') =>
    inLanguage(words, readerOf(language)),
  );
  const make = (language: Language): Translate => {
    const translate = engine.getFixedT(language);
    // Most wordings take no values and are looked up many times on a page of rows.
    const plain = new Map<string, string>();
    const look = (key: string, values?: Record<string, unknown>): string => {
      const text: unknown = translate(key, values ?? {});
      if (typeof text !== 'string') throw new Error(`"${key}" is a group of wordings, not one`);
      return text;
    };
    return (key, values) => {
      if (values !== undefined) return look(key, values);
      const known = plain.get(key);
      if (known !== undefined) return known;
      const text = look(key);
      plain.set(key, text);
      return text;
    };
  };
  const all = { vi: make('vi'), en: make('en') };
  return (language) => all[language];
}
