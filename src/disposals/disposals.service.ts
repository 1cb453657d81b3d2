import type { CustodyService } from '../custody/custody.service.js';
import type { InTransaction, Transaction } from '../database/connect.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Limits } from '../settings/limits.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { NotFound, refuse, Stale } from '../shared/errors.js';
import type { UnitSnapshot } from '../units/unit.js';
import {
  expiredOn,
  subjectOfDisposal,
  type ClosedCase,
  type Disposal,
  type ExpiredCase,
  type ListedFile,
} from './disposal.js';
import type { Proposal } from './disposal.form.js';
import type { DisposalsRepository } from './disposals.repository.js';
import type { Which } from './expired.queries.js';

export type DisposalsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: DisposalsRepository;
  custody: Pick<CustodyService, 'note'>;
  closedBefore: (authorityId: string, day: Day, which: Which) => Promise<ClosedCase[]>;
  filesOf: (inspectionId: string) => Promise<ListedFile[]>;
  snapshotOf: (unitId: string) => Promise<UnitSnapshot>;
  limitsOn: (day: Day) => Promise<Limits<'retention'>>;
  /** Removes a file and its copies; answers false for one that is gone already. */
  remove: (fileId: string, tx: Transaction) => Promise<boolean>;
  /** Gives the space of what was removed back. */
  tidyBytes: () => Promise<void>;
};

/** A list that is longer is no list that two people can answer for. */
const MOST_FILES = 20_000;

/** Disposal of files that have been kept long enough: proposed by one, signed off by another, then carried out. */
export function disposalsService(deps: DisposalsDeps) {
  const { clock, inTransaction, repository } = deps;
  const today = (): Day => dayOf(clock.now());

  async function load(actor: Actor, id: string, tx?: Transaction): Promise<Disposal> {
    const found = await repository.find(id, keysOf(actor), tx);
    if (found === undefined) throw new NotFound(`disposal ${id}`);
    return found;
  }

  /** Cases of the actor's authority whose term has passed. */
  async function expired({ post }: Actor, which: Which): Promise<ExpiredCase[]> {
    const [closed, limits] = await Promise.all([
      deps.closedBefore(post.unitId, today(), which),
      deps.limitsOn(today()),
    ]);
    return closed.flatMap((one) => expiredOn(one, limits, today()) ?? []);
  }

  /** Those of them that no decision names already. */
  const unnamed = async (actor: Actor) => expired(actor, { $nin: [...(await repository.named())] });

  /** A case that was opened again since the list was drawn up is no closed case: its files are needed. */
  async function assertStillExpired(actor: Actor, { cases }: Disposal): Promise<void> {
    const still = new Set((await expired(actor, { $in: cases.map(({ id }) => id) })).map(({ id }) => id));
    const again = cases.filter(({ id }) => !still.has(id)).map(({ number }) => number);
    if (again.length > 0) refuse('cases', 'disposals:errors.reopened', { numbers: again.join(', ') });
  }

  async function step(
    actor: Actor,
    id: string,
    seen: number,
    action: 'disposal.sign' | 'disposal.withdraw',
    act: { action: string; reason?: string; state: Disposal['state'] },
  ): Promise<void> {
    await inTransaction(async (tx) => {
      const before = await load(actor, id, tx);
      assertAllowed(actor, action, subjectOfDisposal(before));
      if (before.version !== seen || before.state !== 'proposed') throw new Stale(`disposal ${id}`);
      const { state, ...what } = act;
      await repository.change(
        before,
        { ...before, state },
        { at: clock.now(), by: authorOf(actor), ...what },
        tx,
      );
    });
  }

  /** Removes the files of a signed decision one by one; a further call goes on where this one stopped. */
  async function carryOut(disposal: Disposal): Promise<number> {
    const signed = disposal.history.findLast(({ action }) => action === 'disposal_signed');
    const by = signed?.by ?? disposal.proposer;
    let removed = 0;
    for (const { id } of disposal.files)
      await inTransaction(async (tx) => {
        if (!(await deps.remove(id, tx))) return;
        const detail = disposal.decision.number;
        await deps.custody.note([{ fileId: id, act: 'disposed', at: clock.now(), by, from: '', detail }], tx);
      }).then(() => (removed += 1));
    const act = { at: clock.now(), by, action: 'disposal_carried_out' };
    await inTransaction((tx) => repository.change(disposal, { ...disposal, state: 'carried_out' }, act, tx));
    await deps.tidyBytes();
    return removed;
  }

  async function carryDue(): Promise<{ files: number }> {
    let files = 0;
    for (const disposal of await repository.due()) files += await carryOut(disposal);
    return { files };
  }

  return {
    load,
    carryDue,

    async candidates(actor: Actor): Promise<ExpiredCase[]> {
      assertAllowed(actor, 'disposal.propose');
      return unnamed(actor);
    },

    list: (actor: Actor) => repository.list(keysOf(actor)),

    /** Draws up the list. Sent twice it is drawn up once. */
    async propose(actor: Actor, { id, number, on, cases: ids }: Proposal): Promise<string> {
      assertAllowed(actor, 'disposal.propose');
      if ((await repository.find(id, keysOf(actor))) !== undefined) return id;
      if (on > today()) refuse('on', 'disposals:errors.future');
      const known = new Map((await unnamed(actor)).map((one) => [one.id, one]));
      const cases = ids.map((one) => known.get(one) ?? refuse('cases', 'disposals:errors.notExpired'));
      const files = (await Promise.all(ids.map(deps.filesOf))).flat();
      if (files.length > MOST_FILES) refuse('cases', 'disposals:errors.tooMany', { most: MOST_FILES });
      const [authority, proposer] = [await deps.snapshotOf(actor.post.unitId), authorOf(actor)];
      const readers = [`area:${authority.id}` as const];
      const facts = { decision: { number, on }, authority, cases, files, proposer, readers };
      const act = { at: clock.now(), by: proposer, action: 'disposal_proposed' };
      await inTransaction((tx) => repository.create({ id, state: 'proposed', ...facts }, act, tx));
      return id;
    },

    /** Signs the list off; another person than whoever drew it up. From here on nothing can be undone. */
    async sign(actor: Actor, id: string, seen: number): Promise<void> {
      await assertStillExpired(actor, await load(actor, id));
      await step(actor, id, seen, 'disposal.sign', {
        action: 'disposal_signed',
        state: 'signed',
      });
      // It is signed, whatever holds the removal up: the clock goes on with it.
      await carryDue().catch(() => undefined);
    },

    withdraw: (actor: Actor, id: string, { version, reason }: { version: number; reason: string }) =>
      step(actor, id, version, 'disposal.withdraw', {
        action: 'disposal_withdrawn',
        reason,
        state: 'withdrawn',
      }),
  };
}
