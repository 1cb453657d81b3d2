import type { Note } from '../custody/custody.js';
import type { Place } from '../custody/places.queries.js';
import type { InTransaction, Transaction } from '../database/connect.js';
import type { Found } from '../evidence/evidence-access.js';
import type { Withdrawal } from '../findings/evidence-item.js';
import type { EvidenceItem } from '../findings/finding.js';
import { isOfAuthority } from '../inspections/disclosure.js';
import type { Inspection } from '../inspections/inspection.js';
import { authorOf, type Actor } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import { Forbidden, Stale } from '../shared/errors.js';
import type { FileHolders } from './file-holders.repository.js';
import type { WithdrawalInput } from './withdrawal.form.js';

export type WithdrawalsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  holders: FileHolders;
  /** A file within reach; throws `NotFound`. */
  locate: (actor: Actor, id: string) => Promise<Found>;
  places: (ids: readonly string[]) => Promise<Place[]>;
  load: (actor: Actor, id: string) => Promise<Inspection>;
  noteCustody: (notes: readonly Note[], tx: Transaction) => Promise<void>;
};

/** How often a file was taken back or put back so far: what a form was made from. */
export const standOf = ({ item }: Pick<Found, 'item'>): string =>
  item.withdrawn?.at.toISOString() ?? 'stands';

/** The same form sent twice is one act, and what stands need not be put back. */
const isRepeated = (actor: Actor, item: EvidenceItem, asked: Withdrawal | undefined): boolean =>
  asked === undefined
    ? item.withdrawn === undefined
    : item.withdrawn?.by.personId === actor.personId && item.withdrawn.reason === asked.reason;

/** Files that are taken back, with a reason, and put back. Nothing of them is removed. */
export function withdrawalsService(deps: WithdrawalsDeps) {
  const { clock, inTransaction, holders, locate } = deps;

  const placesOf = async (id: string): Promise<Place[]> =>
    (await deps.places([id])).filter(({ kind }) => kind !== 'draft');

  /** Whoever sent it, until the matter is closed; a supervisor of the authority at any time. */
  async function may(actor: Actor, found: Found): Promise<boolean> {
    const [place] = await placesOf(found.item.id);
    if (place === undefined) return false;
    const inspection = await deps.load(actor, place.inspectionId);
    const isOurs = isOfAuthority(actor, inspection);
    if (isOurs && actor.post.role === 'supervisor') return true;
    const isClosed = inspection.state === 'closed' || found.finding?.state === 'closed';
    return found.item.by.personId === actor.personId && (isOurs || !isClosed);
  }

  async function change(
    actor: Actor,
    id: string,
    input: WithdrawalInput,
    from: string,
    withdrawn: Withdrawal | undefined,
  ): Promise<void> {
    const found = await locate(actor, id);
    if (!(await may(actor, found))) throw new Forbidden('this person may not take this file back');
    if (isRepeated(actor, found.item, withdrawn)) return;
    if (standOf(found) !== input.version) throw new Stale(`file ${id}`);
    const by = authorOf(actor);
    const at = clock.now();
    const { reason } = input;
    const action = withdrawn === undefined ? 'file_restored' : 'file_withdrawn';
    const detail = `${found.item.name}: ${reason}`;
    const places = [...new Map((await placesOf(id)).map((place) => [place.holder, place])).values()];
    await inTransaction(async (tx) => {
      for (const place of places)
        await holders.change(
          place,
          (file) => ({ ...file, withdrawn }),
          { at, by, action, reason: detail },
          tx,
        );
      const act = withdrawn === undefined ? 'restored' : 'withdrawn';
      await deps.noteCustody([{ fileId: id, act, by, at, from, detail: reason }], tx);
    });
  }

  return {
    may,

    /** Takes a file back: it counts and shows no more. `from`: the address on the network. */
    withdraw: (actor: Actor, id: string, input: WithdrawalInput, from: string): Promise<void> =>
      change(actor, id, input, from, { by: authorOf(actor), at: clock.now(), reason: input.reason }),

    /** Puts back what was taken back. */
    restore: (actor: Actor, id: string, input: WithdrawalInput, from: string): Promise<void> =>
      change(actor, id, input, from, undefined),
  };
}
