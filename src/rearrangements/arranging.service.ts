import type { Day } from '../shared/dates.js';
import { Invalid, refuse } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import type { Choice } from '../units/unit-choice.js';
import { assertFits } from '../units/unit-record.js';
import type { Unit } from '../units/unit.js';
import type { UnitsRepository } from '../units/units.repository.js';
import { arrange, eveOf, type Arrangement } from './rearrangement.js';
import type { RearrangementInput, SuccessorInput } from './rearrangement.form.js';

export type ArrangingDeps = {
  units: UnitsRepository;
  resolve: (text: string, day: Day) => Promise<Choice>;
};

/** Finds the units that a decision speaks of, and refuses what cannot be. */
export function arrangingService({ units, resolve }: ArrangingDeps) {
  async function unitAt(field: string, text: string, day: Day): Promise<Unit> {
    const found = await resolve(text, day);
    if (!('unit' in found)) refuse(field, found.error, found.values);
    return found.unit;
  }

  async function predecessorsOf({ predecessors, effectiveOn }: RearrangementInput): Promise<Unit[]> {
    const found: Unit[] = [];
    for (const line of predecessors) {
      const unit = await unitAt('predecessors', line, eveOf(effectiveOn));
      if (!found.some(({ id }) => id === unit.id)) found.push(unit);
    }
    return found;
  }

  /** A new unit stands under what the first of those before it stood under. */
  async function successorOf(row: SuccessorInput, first: Unit, on: Day) {
    if ('existing' in row)
      return { unit: await unitAt(`existing${row.row}`, row.existing, on), isNew: false };
    const { parentId, ancestorIds, source } = first;
    const unit: Unit = {
      id: newId(),
      code: row.code,
      kind: row.kind,
      name: { vi: row.nameVi, en: row.nameEn },
      ancestorIds,
      source,
      validFrom: on,
      ...(parentId === undefined ? {} : { parentId }),
    };
    return { unit, isNew: true };
  }

  /** What the typed decision comes to. */
  async function arrangementOf(input: RearrangementInput): Promise<Arrangement> {
    const before = await predecessorsOf(input);
    const [first] = before;
    if (first === undefined) refuse('predecessors', 'errors:required');
    const after: Arrangement['successors'] = [];
    for (const row of input.successors) after.push(await successorOf(row, first, input.effectiveOn));
    const twice = after.find(({ unit }, index) =>
      after.some((one, at) => at < index && one.unit.id === unit.id),
    );
    if (twice !== undefined) refuse('existing1', 'rearrangements:errors.twice', { name: twice.unit.name });
    const arrangement = arrange(input.effectiveOn, before, after);
    await assertPossible(arrangement, input);
    return arrangement;
  }

  /** What lies below a unit must have been given another place before it ends. */
  async function assertNothingBelow(unit: Unit, effectiveOn: Day): Promise<void> {
    const [below] = await units.matching({ parent: unit.id, on: effectiveOn }, 1);
    if (below !== undefined)
      refuse('predecessors', 'rearrangements:errors.below', { name: unit.name, below: below.name });
  }

  async function assertPossible(arrangement: Arrangement, input: RearrangementInput): Promise<void> {
    const { effectiveOn, predecessors, successors } = arrangement;
    const ending = predecessors.filter(({ ends }) => ends).map(({ unit }) => unit);
    for (const unit of ending) await assertNothingBelow(unit, effectiveOn);
    const made = successors.filter(({ isNew }) => isNew).map(({ unit }) => unit);
    for (const unit of made) {
      const row = input.successors.find((one) => 'code' in one && one.code === unit.code)?.row ?? 1;
      const others = [...(await units.withCode(unit.code)), ...made.filter((other) => other !== unit)];
      const sameCode = others
        .filter(({ code }) => code === unit.code)
        .map((one) =>
          ending.some(({ id }) => id === one.id) ? { ...one, validTo: eveOf(effectiveOn) } : one,
        );
      const parent = unit.parentId === undefined ? undefined : await units.find(unit.parentId);
      try {
        assertFits(unit, parent, sameCode, []);
      } catch (error) {
        if (!(error instanceof Invalid)) throw error;
        const place = (field: string) => (field === 'code' ? `code${row}` : 'effectiveOn');
        throw new Invalid(error.errors.map((one) => ({ ...one, field: place(one.field) })));
      }
    }
  }

  return { arrangementOf };
}
export type ArrangingService = ReturnType<typeof arrangingService>;
