import { printSection } from '../reports/finding-places.js';
import type { Services } from '../services.js';
import { inLanguage } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import type { FindingFilter } from './finding-filter.js';

type Name = [string, string];

/** Names of the units, the sign and the section, and the number of marked rows, that a filter speaks of, by their ids and codes. */
export async function filterNames(
  { units, signs, checklists }: Pick<Services, 'units' | 'signs' | 'checklists'>,
  { unit, authority, below, sign, section, only }: FindingFilter,
  { language, t }: Visit,
): Promise<Map<string, string>> {
  const ids = [unit, authority, below].filter((id) => id !== undefined);
  const found = await Promise.all(ids.map((id) => units.find(id)));
  const unitNames = found.flatMap((one): Name[] =>
    one === undefined ? [] : [[one.id, inLanguage(one.name, language)]],
  );
  const reference = sign === undefined ? undefined : await signs.reference(sign);
  const signNames: Name[] =
    reference === undefined
      ? []
      : [[reference.code, `${reference.code} ${inLanguage(reference.text, language)}`]];
  const marked: Name[] = only === undefined ? [] : [[only, String(only.split(',').length)]];
  if (section === undefined) return new Map([...unitNames, ...signNames, ...marked]);
  const title = (await checklists.sections()).find(({ code }) => code === section)?.title;
  return new Map([
    ...unitNames,
    ...signNames,
    ...marked,
    [section, printSection({ code: section, title }, { language, t })],
  ]);
}
