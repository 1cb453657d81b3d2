import { partyIds } from '../inspections/party-filter.js';
import { printSection } from '../reports/finding-places.js';
import type { Services } from '../services.js';
import { inLanguage } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import type { FindingFilter } from './finding-filter.js';

type Name = [string, string];

/** Names of the units, the sign and the section, and the number of marked rows, that a filter speaks of, by their ids and codes. */
export async function filterNames(
  { units, signs, checklists }: Pick<Services, 'units' | 'signs' | 'checklists'>,
  filter: FindingFilter,
  { language, t }: Visit,
): Promise<Map<string, string>> {
  const { sign, section, only } = filter;
  const found = await Promise.all(partyIds(filter).map((id) => units.find(id)));
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
