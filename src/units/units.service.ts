import type { Actor } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import type { Bilingual, Language } from '../shared/language.js';
import type { Key } from '../shared/paging.js';
import { choose, type Choice } from './unit-choice.js';
import { labelOf, readLabel } from './unit-names.js';
import { onDay, unitOf, type UnitRecord } from './unit-record.js';
import type { Succession, Unit } from './unit.js';
import type { UnitFilter, UnitsRepository } from './units.repository.js';

/** An inspection as a unit's page lists it. */
export type UnitInspection = {
  id: string;
  number?: string;
  mode: string;
  kind: string;
  state: string;
  topic: Bilingual;
  unit: { id: string; name: Bilingual };
  sortDay: Day;
};

export type UnitsDeps = {
  clock: Clock;
  repository: UnitsRepository;
  /** The inspections of a unit that the actor may see; answered by the inspections, which come later in the house. */
  inspectionsOf: (actor: Actor, unitId: string) => Promise<UnitInspection[]>;
};

/** The other end of a succession. */
export type Link = { unit: Unit; on: Day; extent: Succession['extent'] };

/** The units that inspect and are inspected, through their renamings and mergers. */
export function unitsService({ clock, repository, inspectionsOf }: UnitsDeps) {
  async function linksOf(successions: Succession[], end: 'fromId' | 'toId'): Promise<Link[]> {
    const byId = new Map(successions.map((link) => [link[end], link]));
    const units = await repository.byIds([...byId.keys()]);
    return units.flatMap((unit) => {
      const link = byId.get(unit.id);
      return link === undefined ? [] : [{ unit, on: link.on, extent: link.extent }];
    });
  }

  /** Where a unit came from and what became of it. */
  async function succession(id: string): Promise<{ predecessors: Link[]; successors: Link[] }> {
    const [before, after] = await Promise.all([
      repository.successions({ toId: id }),
      repository.successions({ fromId: id }),
    ]);
    const [predecessors, successors] = await Promise.all([linksOf(before, 'fromId'), linksOf(after, 'toId')]);
    return { predecessors, successors };
  }

  /** The unit and every unit that it came from, through all rearrangements. */
  async function lineOf(id: string): Promise<string[]> {
    const line = new Set([id]);
    // One question for all units that ended together: a ward may come from many.
    for (let youngest = [id]; youngest.length > 0;) {
      const found = await repository.successions({ toId: { $in: youngest } });
      youngest = found.map(({ fromId }) => fromId).filter((one) => !line.has(one));
      youngest.forEach((one) => line.add(one));
    }
    return [...line];
  }

  /** The lines of many units at once, by their ids. */
  async function linesOf(ids: readonly string[]): Promise<Map<string, string[]>> {
    const before = new Map<string, string[]>();
    for (const { fromId, toId } of await repository.successions({}))
      before.set(toId, [...(before.get(toId) ?? []), fromId]);
    return new Map(
      ids.map((id) => {
        const line = new Set([id]);
        for (const one of line) for (const from of before.get(one) ?? []) line.add(from);
        return [id, [...line]];
      }),
    );
  }

  async function load(id: string): Promise<UnitRecord> {
    const record = await repository.record(id);
    if (record === undefined) throw new NotFound(`unit ${id}`);
    return record;
  }

  /** Finds the unit that somebody typed, by code, label or name, as it was on the day. */
  async function resolve(text: string, day: Day, language: Language = 'vi'): Promise<Choice> {
    const { name, code } = readLabel(text);
    const [coded, named] = await Promise.all([
      repository.withCode(code ?? name),
      name === '' ? [] : repository.matching({ text: name }),
    ]);
    const candidates = new Map([...coded, ...named].map((unit) => [unit.id, unit]));
    return choose(text, day, [...candidates.values()], language);
  }

  return {
    find: (id: string): Promise<Unit | undefined> => repository.find(id),

    /** The unit that had the code on the day. Codes are reused, so a code means nothing without a day. */
    byCode: async (code: string, day: Day): Promise<Unit | undefined> =>
      onDay(await repository.withCode(code), day),

    /** Units whose names or code contain the text, with or without accents, that existed on the day. */
    search: (text: string, day: Day, limit = 20): Promise<Unit[]> =>
      repository.matching({ text, on: day }, limit),

    list: (filter: UnitFilter, key?: Key) => repository.page(filter, key),
    /** The units that others of a list stand under. */
    above: async ({ parent }: UnitFilter): Promise<Unit[]> =>
      repository.byIds([...(await repository.parentIds()), ...(parent === undefined ? [] : [parent])]),
    count: (filter: UnitFilter): Promise<number> => repository.count(filter),
    children: (id: string, day: Day): Promise<Unit[]> => repository.matching({ parent: id, on: day }),
    below: (id: string, day: Day): Promise<Unit[]> => repository.matching({ below: id, on: day }),
    descendantIds: (id: string): Promise<string[]> => repository.idsBelow(id),
    currentOn: (day: Day): Promise<Unit[]> => repository.matching({ on: day }),

    /** Labels to choose from in a form. */
    suggestions: async (day: Day): Promise<string[]> => (await repository.matching({ on: day })).map(labelOf),

    succession,
    lineOf,
    linesOf,
    resolve,
    load,

    /** One page of the list with what it prints: how many there are, and the units above those shown. */
    async listing(filter: UnitFilter, key: Key | undefined) {
      const [page, count] = await Promise.all([repository.page(filter, key), repository.count(filter)]);
      const aboveIds = page.rows.flatMap((unit) => unit.parentId ?? []);
      const ids = new Set(filter.parent === undefined ? aboveIds : [...aboveIds, filter.parent]);
      const above = new Map((await repository.byIds([...ids])).map((unit) => [unit.id, unit]));
      return { page, count, above };
    },

    /** Everything that the page of a unit tells. Its units below are those of the last day that it existed. */
    async portrait(actor: Actor, id: string) {
      const record = await load(id);
      const unit = unitOf(record);
      const today = dayOf(clock.now());
      const on = unit.validTo !== undefined && unit.validTo < today ? unit.validTo : today;
      const [above, links, below, inspections] = await Promise.all([
        repository.byIds(unit.ancestorIds),
        succession(id),
        repository.count({ parent: id, on }),
        inspectionsOf(actor, id),
      ]);
      const ancestors = unit.ancestorIds.flatMap((one) => above.filter((other) => other.id === one));
      return { unit, history: record.history, ancestors, ...links, below, on, today, inspections };
    },
  };
}
export type UnitsService = ReturnType<typeof unitsService>;
export type Portrait = Awaited<ReturnType<UnitsService['portrait']>>;
