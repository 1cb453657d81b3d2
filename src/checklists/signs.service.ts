import { isDeepStrictEqual } from 'node:util';
import type { InTransaction, Transaction } from '../database/connect.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { dayOf } from '../shared/dates.js';
import { NotFound, Stale } from '../shared/errors.js';
import {
  catalogueOf,
  inForceOn,
  referenceIn,
  type CatalogueRecord,
  type SignCatalogue,
  type SignGroup,
  type SignReference,
} from './sign-catalogue.js';
import { signLinks, type SignLinks } from './sign-links.js';
import { codeIn } from './sign-succession.js';
import type { SignCataloguesRepository } from './sign-catalogues.repository.js';
import type { NewCatalogue } from './signs.form.js';
import type { SaidSuccession } from './succession.form.js';
import { catalogueId, shippedCatalogue } from './signs.data.js';

/** Whether what ships with the product is, or was, a version of the catalogue. */
const wasHeld = (versions: readonly CatalogueRecord[]): boolean =>
  versions.some(({ groups }) => isDeepStrictEqual(groups, shippedCatalogue().groups));

export type SignsDeps = { clock: Clock; inTransaction: InTransaction; repository: SignCataloguesRepository };

/** Keeps the catalogue of signs of the governing directive, every version of it. */
export function signsService({ clock, inTransaction, repository }: SignsDeps) {
  async function record(): Promise<CatalogueRecord> {
    const found = inForceOn(await repository.versions(), dayOf(clock.now()));
    if (found === undefined) throw new NotFound('catalogue of signs');
    return found;
  }

  const current = async (): Promise<SignCatalogue> => catalogueOf(await record());

  async function version(number: number): Promise<CatalogueRecord> {
    const found = await repository.find(number);
    if (found === undefined) throw new NotFound(`catalogue of signs, version ${number}`);
    return found;
  }

  const newestNumber = async (tx: Transaction): Promise<number> =>
    (await repository.versions(tx))[0]?.number ?? 0;

  /** Issues the version after the newest, within another's transaction. */
  async function issueNext(
    actor: Actor,
    { validFrom, source, groups }: Omit<NewCatalogue, 'version'>,
    tx: Transaction,
  ): Promise<CatalogueRecord> {
    assertAllowed(actor, 'signs.manage');
    const number = (await newestNumber(tx)) + 1;
    const act = { at: clock.now(), by: authorOf(actor), action: 'issued' };
    return repository.create({ id: catalogueId(number), number, validFrom, source, groups }, act, tx);
  }

  return {
    /** The version in force today. */
    current,
    record,

    /** Every version, the newest first. */
    versions: (): Promise<CatalogueRecord[]> => repository.versions(),

    version,

    /** A sign of the version in force as a finding keeps it; undefined when it has no such code. */
    reference: async (code: string): Promise<SignReference | undefined> => referenceIn(await current(), code),

    /** What signs of any version are called in the one in force. */
    async codesNow(): Promise<(sign: Pick<SignReference, 'code' | 'version'>) => string | undefined> {
      const editions = await repository.versions();
      const now = inForceOn(editions, dayOf(clock.now()));
      return (sign) => (now === undefined ? sign.code : codeIn(editions, sign, now.number));
    },

    /** Reads links to signs by the version in force. */
    links: async (): Promise<SignLinks> => signLinks(await repository.versions(), dayOf(clock.now())),

    /** Issues the next version. `input.version` is the newest that its author has seen. */
    async issue(actor: Actor, input: NewCatalogue): Promise<CatalogueRecord> {
      assertAllowed(actor, 'signs.manage');
      const { version, ...facts } = input;
      return inTransaction(async (tx) => {
        if ((await newestNumber(tx)) !== version) throw new Stale('catalogue of signs');
        return issueNext(actor, facts, tx);
      });
    },

    issueNext,

    /** Says what became of the signs of the version before; findings keep the sign they were recorded under. */
    async succeed(actor: Actor, number: number, said: SaidSuccession): Promise<void> {
      assertAllowed(actor, 'signs.manage');
      const record = await version(number);
      if (record.version !== said.version) throw new Stale('catalogue of signs');
      const act = { at: clock.now(), by: authorOf(actor), action: 'matched' };
      const after = { ...record, succession: said.succession };
      await inTransaction((tx) => repository.change(record, after, act, tx));
    },

    /** The signs that ship with the product, unless a version has held them as they are. */
    async notLoaded(): Promise<SignGroup[]> {
      return wasHeld(await repository.versions()) ? [] : shippedCatalogue().groups;
    },

    /** Issues those as the next version, in force from today. */
    async loadShipped(actor: Actor): Promise<void> {
      assertAllowed(actor, 'signs.manage');
      await inTransaction(async (tx) => {
        if (wasHeld(await repository.versions(tx))) return;
        const { source, groups } = shippedCatalogue();
        await issueNext(actor, { validFrom: dayOf(clock.now()), source, groups }, tx);
      });
    },

    /** Puts in the version that ships with the product when there is none. Safe to repeat. */
    async loadDefault(by: Author): Promise<void> {
      await inTransaction(async (tx) => {
        if ((await repository.versions(tx)).length > 0) return;
        await repository.create(shippedCatalogue(), { at: clock.now(), by, action: 'loaded' }, tx);
      });
    },
  };
}
export type SignsService = ReturnType<typeof signsService>;
