import { printDay } from '../shared/dates.js';
import type { Language, Translate } from '../shared/language.js';
import type { Notice } from './notice.js';

/** A value with an English sister, as `unit` has `unitEnglish`, is read in the reader's language. */
export const readIn = (values: Notice['values'], language: Language): Notice['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      (language === 'en' && values[`${name}English`]) || value,
    ]),
  );

/** A notice in its reader's language. A key with a name space of its own is the wording of another room. */
export function noticeText(
  { key, values }: Pick<Notice, 'key' | 'values'>,
  language: Language,
  t: Translate,
): string {
  const { kindKey, count, dueOn } = values;
  return t(key.includes(':') ? key : `notices:${key}`, {
    ...readIn(values, language),
    // Numbers are kept as words, like every value; the wording's plural is chosen by them.
    ...(count === undefined ? {} : { count: Number(count) }),
    ...(dueOn === undefined ? {} : { dueOn: printDay(dueOn, language) }),
    // The kind of a document is a word, so it is kept as its key and read in the reader's language.
    ...(kindKey === undefined ? {} : { kind: t(kindKey) }),
  });
}
