import type { InTransaction, Transaction } from '../database/connect.js';
import type { Rules } from '../extensions/extension.js';
import { findingNumber, findingSubject, type Finding } from '../findings/finding.js';
import type { NewNotice } from '../notices/notice.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { allowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { VerifiersService } from '../verifiers/verifiers.service.js';
import type { Limits } from '../settings/limits.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { NotFound, refuse, Stale } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import type { Key } from '../shared/paging.js';
import type { BatchInput } from './batch.form.js';
import { noticesOfReminder } from './batch-notices.js';
import {
  doneOf,
  mayUndo,
  refusedHandBack,
  refusedMove,
  refusedReminder,
  type Batch,
  type BatchItem,
  type Chosen,
  type Refusal,
} from './batch.js';
import { dateSetter, type SetterDeps } from './date-setter.js';
import type { BatchesRepository } from './batches.repository.js';

export type BatchesDeps = SetterDeps & {
  clock: Clock;
  inTransaction: InTransaction;
  repository: BatchesRepository;
  verifiers: Pick<VerifiersService, 'staffOf' | 'refusal' | 'give' | 'tell'>;
  rulesFor: (finding: Finding) => Promise<Rules>;
  limitsOn: (day: Day) => Promise<Limits<'batches'>>;
  post: (notices: NewNotice[], tx: Transaction) => Promise<void>;
};

type Mark = { by: Author; at: Date; reason: string };

const MINUTE = 60_000;
const actionOf = { remind: 'batch.remind', move: 'deadline.move' } as const;

/** Work on many findings at once: shown before it is done, done one by one, and taken back while that is honest. */
export function batchesService(deps: BatchesDeps) {
  const { clock, inTransaction, repository, findings, verifiers } = deps;
  const dates = dateSetter(deps);

  const limits = () => deps.limitsOn(dayOf(clock.now()));

  /** Why the actor may not do this to the finding as it stands; undefined when he may. */
  async function refusalOf(actor: Actor, finding: Finding, input: BatchInput): Promise<Refusal | undefined> {
    const { act } = input;
    if (act !== 'assign' && !allowed(actor, actionOf[act], findingSubject(finding)))
      return { message: 'batches:refused.notYours' };
    const shown = input.chosen.find(({ id }) => id === finding.id);
    if (shown?.version !== finding.version) return { message: 'batches:refused.changed' };
    if (act === 'remind') return refusedReminder(finding);
    if (act === 'assign') {
      const message = await verifiers.refusal(actor, finding, input.verifier ?? '');
      return message === undefined ? undefined : { message };
    }
    return refusedMove(finding, input.dueOn ?? '', await deps.rulesFor(finding));
  }

  /** Whom the actor asks: somebody of his own authority. */
  async function personIn(actor: Actor, { act, verifier }: BatchInput): Promise<Author | undefined> {
    if (act !== 'assign') return undefined;
    const person = (await verifiers.staffOf(actor.post.unitId)).find(({ personId }) => personId === verifier);
    return person ?? refuse('verifier', 'batches:errors.noPerson');
  }

  const itemOf = (finding: Finding, { act, dueOn }: BatchInput, refused: Refusal | undefined): BatchItem => ({
    findingId: finding.id,
    number: findingNumber(finding),
    unit: { id: finding.unit.id, name: finding.unit.name },
    before: finding.dueOn,
    ...(dueOn === undefined ? {} : { after: dueOn }),
    ...(act === 'assign' && finding.verifier !== undefined ? { had: finding.verifier } : {}),
    ...(refused === undefined ? {} : { refused }),
  });

  /** What would be done, and what would be left out and why. */
  async function preview(
    actor: Actor,
    input: BatchInput,
  ): Promise<{ items: BatchItem[]; verifier?: Author }> {
    const verifier = await personIn(actor, input);
    const found = await findings.some(
      input.chosen.map(({ id }) => id),
      keysOf(actor),
    );
    const items = await Promise.all(
      found.map(async (finding) => itemOf(finding, input, await refusalOf(actor, finding, input))),
    );
    return { items, ...(verifier === undefined ? {} : { verifier }) };
  }

  async function perform(actor: Actor, input: BatchInput, batchId: string, tx: Transaction) {
    const [at, by] = [clock.now(), authorOf(actor)];
    const verifier = await personIn(actor, input);
    const items: BatchItem[] = [];
    const given: Finding[] = [];
    for (const { id } of input.chosen) {
      const finding = await findings.find(id, keysOf(actor), tx);
      if (finding === undefined) continue;
      const refused = await refusalOf(actor, finding, input);
      items.push(itemOf(finding, input, refused));
      if (refused !== undefined) continue;
      const mark = { by, at, reason: input.reason };
      if (input.dueOn !== undefined)
        await dates.setDate(finding, input.dueOn, { ...mark, id: `${batchId}-${id}` }, tx);
      if (verifier !== undefined) given.push(await verifiers.give(finding, verifier, mark, tx));
    }
    await verifiers.tell(given, { by, at }, tx);
    return { at, by, items, ...(verifier === undefined ? {} : { verifier }) };
  }

  /**
   * Takes one thing back; reminders that were not sent yet need nothing but not to be sent. `given` collects what
   * went back to whoever was asked before.
   */
  async function takeBack(
    batch: Batch,
    item: BatchItem,
    { given, ...mark }: Mark & { given: Finding[] },
    tx: Transaction,
  ): Promise<BatchItem> {
    if (item.refused !== undefined || batch.act === 'remind') return item;
    if (batch.act === 'move')
      return dates.takeBack(item, { ...mark, id: `${batch.id}-${item.findingId}-back` }, tx);
    const finding = await findings.get(item.findingId, tx);
    const kept = refusedHandBack(finding, batch);
    if (finding === undefined || kept !== undefined) return { ...item, ...(kept && { kept }) };
    given.push(await verifiers.give(finding, item.had, mark, tx));
    return item;
  }

  async function load(actor: Actor, id: string, tx?: Transaction): Promise<Batch> {
    const batch = await repository.find(id, actor.personId, tx);
    if (batch === undefined) throw new NotFound(`batch ${id}`);
    return batch;
  }

  async function sendReminders(id: string): Promise<number> {
    return inTransaction(async (tx) => {
      const batch = await repository.get(id, tx);
      if (batch?.state !== 'waiting') return 0;
      const found = await findings.byIds(doneOf(batch).map(({ findingId }) => findingId));
      // What was reported meanwhile is no longer the unit's turn.
      const notices = noticesOfReminder(
        found.filter((finding) => refusedReminder(finding) === undefined),
        clock.now(),
      );
      await deps.post(notices, tx);
      const act = { at: clock.now(), by: batch.by, action: 'batch_sent' };
      await repository.change(batch, { ...batch, state: 'done' }, act, tx);
      return notices.length;
    });
  }

  return {
    load,

    /** What the actor has done to many findings, the latest first. */
    own: (actor: Actor, key: Key | undefined) => repository.own(actor.personId, key),
    preview,
    limits,

    /** The findings that were marked and are within reach, as they stand. */
    chosen: async (actor: Actor, ids: readonly string[]): Promise<Chosen[]> =>
      (await findings.some(ids, keysOf(actor))).map(({ id, version }) => ({ id, version })),

    /** Does it, as far as it may be done, and keeps what was done. The form carries the id: sent twice, it is done once. */
    async perform(actor: Actor, input: BatchInput): Promise<Batch> {
      const { undoMinutes, most } = await limits();
      if (input.chosen.length > most) refuse('chosen', 'batches:errors.tooMany', { most });
      return inTransaction(async (tx) => {
        const known = await repository.find(input.id, actor.personId, tx);
        if (known !== undefined) return known;
        const free = isId(input.id) && (await repository.get(input.id, tx)) === undefined;
        const id = free ? input.id : newId();
        const { at, by, items, ...asked } = await perform(actor, input, id, tx);
        if (doneOf({ items }).length === 0) refuse('chosen', 'batches:errors.nothing');
        const undoUntil = new Date(at.getTime() + undoMinutes * MINUTE);
        const state = input.act === 'remind' ? ('waiting' as const) : ('done' as const);
        const { act, reason } = input;
        const facts = { id, act, by, at, reason, items, ...asked, state, undoUntil };
        return repository.create(facts, { at, by, action: `batch_${act}` }, tx);
      });
    },

    /** Takes it back while there is time: reminders are not sent, dates go back by an entry of their own. */
    undo: (actor: Actor, id: string, seen: number): Promise<Batch> =>
      inTransaction(async (tx) => {
        const batch = await load(actor, id, tx);
        if (batch.state === 'undone') return batch;
        if (batch.version !== seen || !mayUndo(batch, clock.now())) throw new Stale(`batch ${id}`);
        const [at, by] = [clock.now(), authorOf(actor)];
        const items: BatchItem[] = [];
        const given: Finding[] = [];
        for (const item of batch.items)
          items.push(await takeBack(batch, item, { by, at, reason: batch.reason, given }, tx));
        await verifiers.tell(given, { by, at }, tx);
        const act = { at, by, action: 'batch_undone' };
        return repository.change(batch, { ...batch, items, state: 'undone' }, act, tx);
      }),

    /** Sends the reminders that can no longer be taken back. */
    async sendDue(): Promise<{ units: number }> {
      let units = 0;
      for (const id of await repository.due(clock.now())) units += await sendReminders(id);
      return { units };
    },
  };
}
