import type { InTransaction, Transaction } from '../database/connect.js';
import { fingerprint } from '../history/event.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, printDay } from '../shared/dates.js';
import { NotFound, Stale } from '../shared/errors.js';
import { settledUnit } from '../units/unit-record.js';
import { snapshotOf } from '../units/unit.js';
import type { UnitsRepository } from '../units/units.repository.js';
import type { ArrangingService } from './arranging.service.js';
import type { CarryingService } from './carrying.service.js';
import { eveOf, nothingCarried, type Arrangement, type Rearrangement } from './rearrangement.js';
import type { RearrangementInput } from './rearrangement.form.js';
import type { RearrangementsRepository } from './rearrangements.repository.js';

export type RearrangementsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: RearrangementsRepository;
  units: UnitsRepository;
  arrangementOf: ArrangingService['arrangementOf'];
  carrying: CarryingService;
};

/** So many cases are carried over while the administrator waits; the rest follows by the clock. */
const AT_ONCE = 100;
const BY_THE_CLOCK = 500;

/** What new units are called, whatever ids they will be given: for telling whether a look still holds. */
const printOf = ({ effectiveOn, predecessors, successors }: Arrangement): string =>
  fingerprint({
    effectiveOn,
    from: predecessors.map(({ unit, ends }) => [unit.id, ends]),
    to: successors.map(({ unit, isNew }) => (isNew ? [unit.code, unit.kind, unit.name] : [unit.id])),
  });

/** Units that merge, split or are renamed by a decision; with them go the accounts and the cases. */
export function rearrangementsService(deps: RearrangementsDeps) {
  const { clock, inTransaction, repository, units, carrying } = deps;

  const reasonOf = ({ decision }: Pick<Rearrangement, 'decision'>): string =>
    `${decision.number} (${printDay(decision.on, 'vi')})`;

  /** Writes the units: those that end, those that are new, who follows whom. */
  async function write(
    actor: Actor,
    arrangement: Arrangement,
    reason: string,
    tx: Transaction,
  ): Promise<void> {
    const [at, by] = [clock.now(), authorOf(actor)];
    const { effectiveOn, predecessors, successors, links } = arrangement;
    for (const { unit } of predecessors.filter(({ ends }) => ends)) {
      const before = await units.record(unit.id, tx);
      if (before === undefined || before.validTo !== unit.validTo) throw new Stale(`unit ${unit.id}`);
      const ended = settledUnit({ ...before, validTo: eveOf(effectiveOn) });
      await units.change(before, ended, { at, by, action: 'ended', reason }, tx);
    }
    for (const { unit } of successors.filter(({ isNew }) => isNew))
      await units.create(settledUnit(unit), { at, by, action: 'added', reason }, tx);
    const known = new Set((await units.successions({}, tx)).map(({ fromId, toId }) => fromId + toId));
    await units.loadSuccessions(
      links.filter(({ fromId, toId }) => !known.has(fromId + toId)),
      tx,
    );
  }

  /** Carries over what is due of one; a further call goes on where this one stopped. */
  async function carryOut(id: string, most: number): Promise<boolean> {
    const found = await repository.find(id);
    if (found === undefined || found.state === 'carried') return true;
    const [heir] = found.successors;
    if (heir === undefined) return true;
    const { isNew: _isNew, ...to } = heir;
    const reason = reasonOf(found);
    let done = true;
    const carried = { ...found.carried };
    for (const unit of found.predecessors.filter(({ ends }) => ends)) {
      const act = { at: clock.now(), by: found.by, action: 'taken_over', reason };
      const part = await carrying.carry(unit.id, to, act, most);
      for (const name of ['accounts', 'cases', 'findings'] as const) carried[name] += part.carried[name];
      done = done && part.done;
    }
    const act = { at: clock.now(), by: found.by, action: done ? 'carried' : 'carried_on' };
    const after: Rearrangement = { ...found, carried, state: done ? 'carried' : 'recorded' };
    await inTransaction((tx) => repository.change(found, after, act, tx));
    return done;
  }

  return {
    /** What the decision comes to, for showing before anything is written. */
    async look(actor: Actor, input: RearrangementInput): Promise<Arrangement & { print: string }> {
      assertAllowed(actor, 'units.manage');
      const arrangement = await deps.arrangementOf(input);
      return { ...arrangement, print: printOf(arrangement) };
    },

    /** Writes it, if it still comes to what was looked at (else `Stale`). With one id it is written once. */
    async record(actor: Actor, id: string, seen: string, input: RearrangementInput): Promise<Rearrangement> {
      assertAllowed(actor, 'units.manage');
      const same = await repository.find(id);
      if (same !== undefined) return same;
      const arrangement = await deps.arrangementOf(input);
      if (printOf(arrangement) !== seen) throw new Stale('rearrangement');
      const [at, by] = [clock.now(), authorOf(actor)];
      const facts = {
        id,
        decision: { number: input.decisionNumber, on: input.decisionOn },
        effectiveOn: input.effectiveOn,
        predecessors: arrangement.predecessors.map(({ unit, ends }) => ({ ...snapshotOf(unit), ends })),
        successors: arrangement.successors.map(({ unit, isNew }) => ({ ...snapshotOf(unit), isNew })),
        carried: nothingCarried,
        state: 'recorded' as const,
        by,
        at,
      };
      const made = await inTransaction(async (tx) => {
        await write(actor, arrangement, reasonOf(facts), tx);
        return repository.create(facts, { at, by, action: 'recorded' }, tx);
      });
      // What stops here, because somebody changes the same case at this moment, is carried on by the clock.
      if (made.effectiveOn <= dayOf(at)) await carryOut(id, AT_ONCE).catch(() => false);
      return made;
    },

    async load(actor: Actor, id: string): Promise<Rearrangement> {
      assertAllowed(actor, 'units.manage');
      const found = await repository.find(id);
      if (found === undefined) throw new NotFound(`rearrangement ${id}`);
      return found;
    },

    async list(actor: Actor): Promise<Rearrangement[]> {
      assertAllowed(actor, 'units.manage');
      return repository.list();
    },

    /** By the clock: those whose day has come. Safe to repeat and to stop. */
    async carryDue(): Promise<{ rearrangements: number }> {
      const due = await repository.due(dayOf(clock.now()));
      for (const { id } of due) while (!(await carryOut(id, BY_THE_CLOCK)));
      return { rearrangements: due.length };
    },
  };
}
