import type { Day } from '../shared/dates.js';
import { choose } from './unit-choice.js';
import { labelOf, readLabel } from './unit-names.js';
import { existsOn, type Unit, type UnitKind } from './unit.js';
import type { UnitsRepository } from './units.repository.js';

type Register = Pick<UnitsRepository, 'withCode' | 'matching' | 'idsBelow' | 'successions' | 'byIds'>;

/** The unit of any time that is meant: of those that have ended the latest, else one of the day itself. */
async function meant(repository: Register, text: string, day: Day): Promise<Unit | undefined> {
  const { name, code } = readLabel(text);
  const [coded, named] = await Promise.all([
    repository.withCode(code ?? name),
    name === '' ? [] : repository.matching({ text: name }),
  ]);
  const candidates = [...new Map([...coded, ...named].map((unit) => [unit.id, unit])).values()];
  const ends = candidates.flatMap(({ validTo }) => (validTo !== undefined && validTo < day ? [validTo] : []));
  for (const on of [...new Set(ends)].sort().reverse().concat(day)) {
    const choice = choose(text, on, candidates, 'vi');
    if ('unit' in choice) return choice.unit;
  }
  return undefined;
}

const DISTRICTS: readonly UnitKind[] = ['urban_district', 'rural_district', 'town'];

/** What became of the areas of units that are no more. */
export const formerAreas = (repository: Register) => ({
  /**
   * The units that stand on a day where a unit stood, itself or with those below it: what came of each, wholly or in part.
   * None for a name that nobody bore.
   */
  async standingIn(text: string, day: Day): Promise<Unit[]> {
    const former = await meant(repository, text, day);
    if (former === undefined) return [];
    const reached = new Set([former.id, ...(await repository.idsBelow(former.id))]);
    const after = new Map<string, string[]>();
    for (const { fromId, toId } of await repository.successions({}))
      after.set(fromId, [...(after.get(fromId) ?? []), toId]);
    for (const id of reached) for (const heir of after.get(id) ?? []) reached.add(heir);
    return (await repository.byIds([...reached])).filter((unit) => existsOn(unit, day));
  },

  /** Labels of the districts that are no more, to choose from. */
  async formerDistricts(): Promise<string[]> {
    const all = await Promise.all(DISTRICTS.map((kind) => repository.matching({ kind })));
    return all.flat().flatMap((unit) => (unit.validTo === undefined ? [] : [labelOf(unit)]));
  },
});
