import type { InTransaction, Transaction } from '../database/connect.js';
import type { Event } from '../history/event.js';
import type { JournalEntry } from '../history/journal.model.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { addDays, dayOf, yearOf, type Day } from '../shared/dates.js';
import { NotFound, refuse, Stale } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import type { Key } from '../shared/paging.js';
import { snapshotOf, type Unit } from '../units/unit.js';
import { fingerprintOf } from './draw-list.js';
import {
  isSealed,
  REPETITION_DAYS,
  repeatEachOther,
  settledDraw,
  subjectOfDraw,
  waitingOf,
  type Draw,
} from './draw.js';
import type { DrawInput } from './draw.form.js';
import type { DrawPoolService } from './draw-pool.service.js';
import type { DrawsRepository } from './draws.repository.js';
import { sample } from './sampling.js';
import { verifyDraw } from './verification.js';

/** What the draw must know of an inspection that was made from it. */
type DrawnInspection = { id: string; draw?: string; unit: { id: string }; openedOn?: Day };

export type DrawsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: DrawsRepository;
  pool: DrawPoolService;
  newSeed: () => string;
  /** Keeps that somebody looks at a sealed draw. */
  noteLook: (actor: Actor, id: string) => Promise<void>;
  findUnit: (id: string) => Promise<Unit | undefined>;
  /** Visits made from a draw that are neither opened nor called off. */
  countSealedVisits: (drawId: string, tx: Transaction) => Promise<number>;
  /** Visits made from a draw, but for those called off, that the actor may see. */
  visitsOfDraw: (actor: Actor, drawId: string) => Promise<{ unitId: string }[]>;
  journalLines: (subjectId: string) => Promise<JournalEntry[]>;
};

/** Draws units for surprise visits, and follows each draw until all its visits have been opened. */
export function drawsService(deps: DrawsDeps) {
  const { repository, inTransaction, clock, pool } = deps;

  async function load(actor: Actor, id: string, tx?: Transaction): Promise<Draw> {
    const draw = await repository.find(id, keysOf(actor), tx);
    if (draw === undefined) throw new NotFound(`draw ${id}`);
    return draw;
  }

  /** The draw after something has come of it: it is disclosed with the last visit that anybody waited for. */
  async function settle(draw: Draw, today: Day, tx: Transaction): Promise<Draw> {
    const sealed = draw.disclosedOn === undefined;
    const done = waitingOf(draw).length === 0 && (await deps.countSealedVisits(draw.id, tx)) === 0;
    if (!sealed || !done) return draw;
    const place = await repository.nextNumber(yearOf(today), tx);
    const number = `BT-${yearOf(today)}-${String(place).padStart(4, '0')}`;
    return settledDraw({ ...draw, number, disclosedOn: today });
  }

  async function authorityOf({ post }: Actor): Promise<Unit> {
    const authority = await deps.findUnit(post.unitId);
    if (authority === undefined) throw new NotFound('authority');
    return authority;
  }

  /** Everything that a draw follows from, checked against what the person saw before pressing the button. */
  async function weigh(actor: Actor, { criteria, shown, reason }: DrawInput) {
    const { list, team, earlier } = await pool.list(actor, criteria);
    const fingerprint = fingerprintOf(list);
    if (fingerprint !== shown) refuse('shown', 'draws:errors.listChanged');
    const { count } = list.parameters;
    const there = list.candidates.length;
    if (there < count) refuse('count', 'draws:errors.tooFew', { count: there });
    if (earlier.length > 0 && reason === '') refuse('reason', 'draws:errors.reasonNeeded');
    const repeated =
      earlier.length === 0 ? {} : { repeated: { earlier: earlier.map(({ id }) => id), reason } };
    return { list, team, fingerprint, ...repeated };
  }

  return {
    /** The draw, for whoever may see it; while it is sealed, it is kept who has seen it. */
    async load(actor: Actor, id: string): Promise<Draw> {
      const draw = await load(actor, id);
      if (isSealed(draw)) await deps.noteLook(actor, id);
      return draw;
    },

    candidates: pool.list,
    people: pool.people,

    list: (actor: Actor, key: Key | undefined) => repository.page(keysOf(actor), key),

    /** Draws, once and for good. The form carries the id, so that sending it twice makes one draw. */
    async draw(actor: Actor, input: DrawInput): Promise<Draw> {
      assertAllowed(actor, 'draw.make');
      const known = await repository.find(input.id, keysOf(actor));
      if (known !== undefined) return known;
      const weighed = await weigh(actor, input);
      const { list, fingerprint } = weighed;
      const authority = snapshotOf(await authorityOf(actor));
      const now = clock.now();
      // Made outside of the transaction: when that is tried again after a conflict, it must come to the same result.
      const seed = deps.newSeed();
      const drawn = sample(seed, fingerprint, list.candidates, list.parameters.count);
      return inTransaction(async (tx) => {
        const existing = await repository.find(input.id, keysOf(actor), tx);
        if (existing !== undefined) return existing;
        const free = isId(input.id) && (await repository.get(input.id, tx)) === undefined;
        const draw = settledDraw({
          id: free ? input.id : newId(),
          version: 0,
          authority,
          drawer: authorOf(actor),
          at: now,
          drawnOn: dayOf(now),
          ...weighed,
          seed,
          drawn,
          visits: [],
          released: [],
          readers: [],
          history: [],
        });
        return repository.create(draw, { at: now, by: authorOf(actor), action: 'drawn' }, tx);
      });
    },

    /** Lays down, with a reason, that a drawn unit will not be visited from this draw. */
    release: (actor: Actor, id: string, seen: number, unitId: string, reason: string): Promise<Draw> =>
      inTransaction(async (tx) => {
        const before = await load(actor, id, tx);
        assertAllowed(actor, 'draw.release', subjectOfDraw(before));
        if (before.version !== seen) throw new Stale(`draw ${id}`);
        if (!waitingOf(before).includes(unitId)) refuse('unit', 'errors:choose');
        // A visit that the drawer may not see must not betray itself by a refusal.
        const visits = await deps.visitsOfDraw(actor, id);
        if (visits.some((visit) => visit.unitId === unitId)) refuse('unit', 'draws:errors.beingVisited');
        const now = clock.now();
        const today = dayOf(now);
        const released = [...before.released, { unitId, on: today, reason }];
        const after = await settle({ ...before, released }, today, tx);
        return repository.change(
          before,
          after,
          { at: now, by: authorOf(actor), action: 'released', reason },
          tx,
        );
      }),

    /** Follows what happens to a visit that was made from a draw, in the transaction in which it happens. */
    async ofInspection(inspection: DrawnInspection, event: Event, tx: Transaction): Promise<void> {
      const { draw: drawId, id: inspectionId, unit, openedOn } = inspection;
      if (drawId === undefined || !['opened', 'cancelled'].includes(event.action)) return;
      const before = await repository.get(drawId, tx);
      if (before === undefined) return;
      const visits =
        openedOn === undefined
          ? before.visits
          : [...before.visits, { unitId: unit.id, inspectionId, openedOn }];
      const after = await settle({ ...before, visits }, dayOf(event.at), tx);
      if (after.number === before.number && openedOn === undefined) return;
      const { at, by } = event;
      const action = openedOn === undefined ? 'disclosed' : 'visit_opened';
      await repository.change(before, after, { at, by, action }, tx);
    },

    /** Whether a visit to the unit may be made from the draw: by somebody named on it, while the unit waits for one. */
    async isDrawn(actor: Actor, id: string, unitId: string, tx?: Transaction): Promise<boolean> {
      const draw = await repository.find(id, keysOf(actor), tx);
      return draw !== undefined && waitingOf(draw).includes(unitId);
    },

    /** A draw's number and id for the page of a visit that was made from it; undefined for whoever may not see it. */
    async named(
      actor: Actor,
      id: string | undefined,
    ): Promise<{ id: string; number?: string; on: Day } | undefined> {
      const draw = id === undefined ? undefined : await repository.find(id, keysOf(actor));
      if (draw === undefined) return undefined;
      const { number, drawnOn } = draw;
      return { id: draw.id, on: drawnOn, ...(number === undefined ? {} : { number }) };
    },

    /** Other draws of the same candidates that the actor may see, each of them a repetition of an earlier one. */
    async relatives(actor: Actor, draw: Draw) {
      const { drawnOn } = draw;
      const known = draw.repeated?.earlier ?? [];
      const near = (days: number) => addDays(drawnOn, days);
      const [from, to] = [near(-REPETITION_DAYS), near(REPETITION_DAYS)];
      const others = await repository.recent(keysOf(actor), from, to, known);
      return others.filter(
        (other) => other.id !== draw.id && (known.includes(other.id) || repeatEachOther(draw, other)),
      );
    },

    /** Draws again from what is stored and compares with it, with its history and with the journal. */
    verify: async (draw: Draw) => verifyDraw(draw, await deps.journalLines(draw.id)),

    /** By its number, whoever asks: for the command line, which is for those who keep the machine. */
    byNumber: (number: string) => repository.byNumber(number),
  };
}
