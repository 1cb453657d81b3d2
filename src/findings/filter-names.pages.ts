import { everyPlace, type Edition } from '../checklists/sign-succession.js';
import { partyPages } from '../inspections/party.pages.js';
import { printSection } from '../reports/finding-places.js';
import type { Services } from '../services.js';
import { inLanguage } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import type { FindingFilter } from './finding-filter.js';
import { readSigns } from './sign-choice.js';

type Name = [string, string];

/** One sign with its words; of several the codes, each with the version of the catalogue that it is of. */
function nameSigns(chosen: string, versions: readonly Edition[], { t, language }: Visit): string {
  const names = readSigns(chosen).map(({ code, version }) => {
    const name = version === undefined ? code : t('findings:signOfVersion', { code, version });
    // The newest version that has the code, where the list does not ask for one.
    const sign = everyPlace(versions).findLast(
      (one) => one.code === code && (version ?? one.version) === one.version,
    );
    return { name, words: sign === undefined ? '' : inLanguage(sign.text, language) };
  });
  const [only] = names;
  return names.length === 1 && only !== undefined
    ? `${only.name} ${only.words}`.trim()
    : names.map(({ name }) => name).join(', ');
}

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
  const signNames: Name[] =
    sign === undefined ? [] : [[sign, nameSigns(sign, await signs.versions(), visit)]];
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
