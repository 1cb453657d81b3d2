import type { InTransaction, Transaction } from '../database/connect.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import type { Bilingual } from '../shared/language.js';
import { groupByCode, hanoiUnits, periodKey } from './hanoi.data.js';
import type { Choice } from './unit-choice.js';
import { assertFits, overlap, settledUnit, unitOf } from './unit-record.js';
import type { Correction, NewUnit } from './unit.form.js';
import type { Unit } from './unit.js';
import type { UnitsRepository } from './units.repository.js';

export type UnitRegisterDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: UnitsRepository;
  resolve: (text: string, day: Day) => Promise<Choice>;
};

/** The code of Hanoi, and of a city that starts empty until the administrator says otherwise. */
const CITY_CODE = '01';

type Validity = { validFrom: Day | undefined; validTo: Day | undefined };
const given = ({ validFrom, validTo }: Validity) => ({
  ...(validFrom === undefined ? {} : { validFrom }),
  ...(validTo === undefined ? {} : { validTo }),
});

/** Fills the register of units and keeps it right. Units are never deleted: they end. */
export function unitRegisterService({ clock, inTransaction, repository, resolve }: UnitRegisterDeps) {
  async function parentFrom(input: NewUnit): Promise<Unit | undefined> {
    if (input.parent === '') return undefined;
    const found = await resolve(input.parent, input.validFrom ?? input.validTo ?? dayOf(clock.now()));
    if (!('unit' in found)) refuse('parent', found.error, found.values);
    return found.unit;
  }

  /** What of the Hanoi set is not there. A unit whose days somebody has corrected is there: its code is in use then. */
  async function missingOfHanoi(tx?: Transaction) {
    const held = await repository.matching({}, 0, tx);
    const byCode = groupByCode(held);
    const there = new Map<string, Unit>();
    for (const unit of hanoiUnits((key) => key).units) {
      const found = byCode.get(unit.code)?.find((one) => overlap(one, unit));
      if (found !== undefined) there.set(periodKey(unit), found);
    }
    const { units, successions } = hanoiUnits((key) => there.get(key)?.id ?? newId());
    const links = new Set((await repository.successions({}, tx)).map((link) => link.fromId + link.toId));
    const city = units.find((unit) => unit.kind === 'city');
    if (city === undefined) throw new Error('units.csv has no city');
    return {
      city: there.get(periodKey(city)) ?? city,
      units: units.filter((unit) => !there.has(periodKey(unit))),
      successions: successions.filter((link) => !links.has(link.fromId + link.toId)),
    };
  }

  /** Loads Hanoi with its units of all times. Safe to repeat: what is there stays as it is. Answers the City. */
  const loadHanoi = (): Promise<Unit> =>
    inTransaction(async (tx) => {
      const { city, units, successions } = await missingOfHanoi(tx);
      if (units.length > 0) await repository.load(units, tx);
      if (successions.length > 0) await repository.loadSuccessions(successions, tx);
      return city;
    });

  return {
    loadHanoi,

    notLoaded: async (): Promise<Unit[]> => (await missingOfHanoi()).units,

    async loadShipped(actor: Actor): Promise<void> {
      assertAllowed(actor, 'units.manage');
      await loadHanoi();
    },

    /** Starts with a city and nothing below it. Answers the city that is there, if there is one. */
    async startEmpty(name: Bilingual, code = CITY_CODE): Promise<Unit> {
      return inTransaction(async (tx) => {
        const [known] = await repository.matching({ kind: 'city' }, 1, tx);
        if (known !== undefined) return known;
        const city: Unit = { id: newId(), code, kind: 'city', name, ancestorIds: [], source: '' };
        await repository.load([city], tx);
        return city;
      });
    },

    /** Adds a unit, or the next unit of a code that is reused. */
    async add(actor: Actor, input: NewUnit): Promise<Unit> {
      assertAllowed(actor, 'units.manage');
      const parent = await parentFrom(input);
      const unit: Unit = {
        id: newId(),
        code: input.code,
        kind: input.kind,
        name: { vi: input.nameVi, en: input.nameEn },
        ancestorIds: parent === undefined ? [] : [parent.id, ...parent.ancestorIds],
        source: input.source,
        ...(parent === undefined ? {} : { parentId: parent.id }),
        ...given(input),
      };
      const act = { at: clock.now(), by: authorOf(actor), action: 'added' };
      return inTransaction(async (tx) => {
        assertFits(unit, parent, await repository.withCode(unit.code, tx), []);
        return unitOf(await repository.create(settledUnit(unit), act, tx));
      });
    },

    /** Corrects names and the days of existence. Cases that were made keep the unit as it was. */
    async revise(actor: Actor, id: string, input: Correction): Promise<Unit> {
      assertAllowed(actor, 'units.manage');
      const act = { at: clock.now(), by: authorOf(actor), action: 'revised' };
      return inTransaction(async (tx) => {
        const before = await repository.record(id, tx);
        if (before === undefined) throw new NotFound(`unit ${id}`);
        if (before.version !== input.version) throw new Stale(`unit ${id}`);
        const { validFrom: _from, validTo: _to, ...rest } = before;
        const name = { vi: input.nameVi, en: input.nameEn };
        const after = settledUnit({ ...rest, name, ...given(input) });
        const parent = before.parentId === undefined ? undefined : await repository.find(before.parentId);
        const twins = (await repository.withCode(before.code, tx)).filter((other) => other.id !== id);
        assertFits(after, parent, twins, await repository.matching({ parent: id }, 0, tx));
        return unitOf(await repository.change(before, after, act, tx));
      });
    },
  };
}
