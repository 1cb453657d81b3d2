import { partyPages } from '../inspections/party.pages.js';
import { printSection } from '../reports/finding-places.js';
import type { Services } from '../services.js';
import { inLanguage } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import type { FindingFilter } from './finding-filter.js';

type Name = [string, string];

/** Names of the units, the sign and the section, and the number of marked rows, that a filter speaks of, by their ids and codes. */
export async function filterNames(
  services: Pick<Services, 'units' | 'clusters' | 'signs' | 'checklists'>,
  filter: FindingFilter,
  visit: Visit,
): Promise<Map<string, string>> {
  const { signs, checklists } = services;
  const { language, t } = visit;
  const { sign, section, only } = filter;
  const unitNames = await partyPages(services).names(filter, visit);
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
