import type { InTransaction } from '../database/connect.js';
import type { Facts } from '../history/event.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { NotFound, refuse, Stale } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import type { SignLinks } from '../checklists/sign-links.js';
import type { WordingInput } from './wording.form.js';
import { neverHeld, type Wording } from './wording.js';
import { shippedWordings } from './wordings.data.js';
import type { WordingsRepository } from './wordings.repository.js';

export type WordingsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: WordingsRepository;
  signLinks: () => Promise<SignLinks>;
};

const byCode = (a: Wording, b: Wording): number => a.sign.localeCompare(b.sign, 'en', { numeric: true });

/** The library of wordings for findings and recommendations. */
export function wordingsService({ clock, inTransaction, repository, signLinks }: WordingsDeps) {
  async function load(id: string): Promise<Wording> {
    const found = await repository.find(id);
    if (found === undefined) throw new NotFound(`wording ${id}`);
    return found;
  }

  async function factsFrom(input: WordingInput) {
    const links = await signLinks();
    if (!links.isSign(input.sign)) refuse('sign', 'findings:errors.unknownSign');
    return {
      ...links.chosen({ sign: input.sign }),
      seen: { vi: input.seenVi, en: input.seenEn },
      mustDo: { vi: input.mustDoVi, en: input.mustDoEn },
      // Whoever saves it has gone over it.
      provisional: false,
      retired: input.retired === 'yes',
    };
  }
  const actOf = (by: Author, action: string) => ({ at: clock.now(), by, action });

  return {
    load,
    list: async (): Promise<Wording[]> => (await repository.list()).sort(byCode),
    /** Those that are offered while a finding is written, by what their sign is called now; '' when it is gone. */
    async offered(): Promise<Wording[]> {
      const [held, links] = await Promise.all([repository.list(), signLinks()]);
      const inUse = held.filter(({ retired }) => !retired);
      return inUse.map((one) => ({ ...one, sign: links.codeNow(one, one) })).sort(byCode);
    },

    /** Links every wording to what its sign is called now; one whose sign is gone stays as it is. */
    async followSigns(actor: Actor): Promise<void> {
      assertAllowed(actor, 'wording.manage');
      await inTransaction(async (tx) => {
        const [held, links] = [await repository.list(tx), await signLinks()];
        for (const { link, now } of links.moved(held, (one) => one)) {
          if (now === undefined) continue;
          await repository.change(
            link,
            links.followed(link, link),
            actOf(authorOf(actor), 'sign_followed'),
            tx,
          );
        }
      });
    },

    /** Adds a wording. The form carries its id, so that sending it twice adds one. */
    async add(actor: Actor, input: WordingInput): Promise<Wording> {
      assertAllowed(actor, 'wording.manage');
      const facts = await factsFrom(input);
      return inTransaction(async (tx) => {
        const id = isId(input.id) ? input.id : newId();
        return (
          (await repository.find(id, tx)) ??
          repository.create({ id, ...facts }, actOf(authorOf(actor), 'added'), tx)
        );
      });
    },

    async revise(actor: Actor, id: string, input: WordingInput): Promise<Wording> {
      assertAllowed(actor, 'wording.manage');
      const facts = await factsFrom(input);
      return inTransaction(async (tx) => {
        const before = await repository.find(id, tx);
        if (before === undefined) throw new NotFound(`wording ${id}`);
        if (before.version !== input.version) throw new Stale(`wording ${id}`);
        return repository.change(before, { ...before, ...facts }, actOf(authorOf(actor), 'revised'), tx);
      });
    },

    /** What ships with this version of the product and is not in the library: of a later version than it, or unwanted. */
    async notLoaded(): Promise<Facts<Wording>[]> {
      return neverHeld(shippedWordings(), await repository.list());
    },

    /** Adds those; what stands in the library stays as it is. Sent twice, they are added once. */
    async loadShipped(actor: Actor): Promise<number> {
      assertAllowed(actor, 'wording.manage');
      return inTransaction(async (tx) => {
        const missing = neverHeld(shippedWordings(), await repository.list(tx));
        for (const wording of missing) await repository.create(wording, actOf(authorOf(actor), 'loaded'), tx);
        return missing.length;
      });
    },

    /** Puts in the wordings that ship with the product when there are none. Safe to repeat. */
    async loadDefault(by: Author): Promise<void> {
      await inTransaction(async (tx) => {
        if ((await repository.list(tx)).length > 0) return;
        for (const wording of shippedWordings()) await repository.create(wording, actOf(by, 'loaded'), tx);
      });
    },
  };
}
