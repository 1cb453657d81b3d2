import { isDeepStrictEqual } from 'node:util';
import type { InTransaction, Transaction } from '../database/connect.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import { checklistId, shippedChecklist } from './checklist.data.js';
import {
  mapItems,
  twiceIn,
  type ChecklistDraft,
  type ChecklistRecord,
  type ChecklistSection,
} from './checklist.js';
import { DRAFT, type ChecklistsRepository } from './checklists.repository.js';
import type { SignLinks } from './sign-links.js';

/** Who put in what shipped with the product, in an installation that was set up before there were checklists. */
const PRODUCT: Author = { personId: 'product', name: 'Kỷ Cương', post: 'Phần mềm', postEnglish: 'Software' };

/** Whether what ships with the product is, or was, a version of the checklist. */
const wasHeld = (versions: readonly ChecklistRecord[]): boolean =>
  versions.some(({ sections }) => isDeepStrictEqual(sections, shippedChecklist().sections));

export type ChecklistsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: ChecklistsRepository;
  signLinks: () => Promise<SignLinks>;
};

/** Keeps the versions of the checklist, and the draft of the next one. */
export function checklistsService({ clock, inTransaction, repository, signLinks }: ChecklistsDeps) {
  const done = (by: Author, action: string) => ({ at: clock.now(), by, action });

  async function loadDefault(by: Author, tx: Transaction): Promise<void> {
    if ((await repository.versions(tx)).length > 0) return;
    await repository.create(shippedChecklist(), done(by, 'loaded'), tx);
  }

  /** Every version, the newest first. */
  async function versions(): Promise<ChecklistRecord[]> {
    const found = await repository.versions();
    if (found.length > 0) return found;
    await inTransaction((tx) => loadDefault(PRODUCT, tx));
    return repository.versions();
  }

  async function version(number: number, tx?: Transaction): Promise<ChecklistRecord> {
    const found = await repository.find(number, tx);
    if (found === undefined) throw new NotFound(`checklist, version ${number}`);
    return found;
  }

  /** The draft that is being written. */
  async function draft(tx?: Transaction): Promise<ChecklistDraft> {
    const found = await repository.draft(tx);
    if (found === undefined || found.base === 0) throw new NotFound('draft of the checklist');
    return found;
  }

  /** The draft that is open; else one from the newest version. */
  async function openDraft(actor: Actor, tx: Transaction): Promise<ChecklistDraft> {
    const [newest] = await repository.versions(tx);
    if (newest === undefined) throw new NotFound('checklist');
    const existing = await repository.draft(tx);
    if (existing !== undefined && existing.base > 0) return existing;
    const links = await signLinks();
    const sections = mapItems(newest.sections, (item) => links.dated(item, newest));
    const facts = { base: newest.number, sections };
    const begun = done(authorOf(actor), 'begun');
    if (existing !== undefined) return repository.changeDraft(existing, { ...existing, ...facts }, begun, tx);
    return repository.createDraft({ id: DRAFT, ...facts }, begun, tx);
  }

  const changeDraft = (
    actor: Actor,
    seen: number,
    action: string,
    change: (draft: ChecklistDraft, links: SignLinks) => object,
  ) =>
    inTransaction(async (tx) => {
      assertAllowed(actor, 'checklists.manage');
      const before = await draft(tx);
      if (before.version !== seen) throw new Stale('draft of the checklist');
      const after = change(before, await signLinks());
      return repository.changeDraft(before, { ...before, ...after }, done(authorOf(actor), action), tx);
    });

  return {
    version,
    draft,
    versions,

    /** The sections of every version, those of the newest first. */
    sections: async (): Promise<ChecklistSection[]> => (await versions()).flatMap(({ sections }) => sections),

    /** The version in force on a day: the latest of those that have begun. */
    async inForceOn(day: Day): Promise<ChecklistRecord> {
      const found = (await versions())
        .filter((record) => record.validFrom <= day)
        .sort((a, b) => b.validFrom.localeCompare(a.validFrom) || b.number - a.number)[0];
      if (found === undefined) throw new NotFound('checklist in force');
      return found;
    },

    isDraftOpen: async (): Promise<boolean> => ((await repository.draft())?.base ?? 0) > 0,

    /** Begins the next version from the newest; a draft that is open is carried on. */
    async begin(actor: Actor): Promise<ChecklistDraft> {
      assertAllowed(actor, 'checklists.manage');
      return inTransaction((tx) => openDraft(actor, tx));
    },

    /** Puts a section in the place of the one with its code, or behind the others; without items it is taken out. */
    reviseSection: (actor: Actor, seen: number, code: string, section: ChecklistSection) =>
      changeDraft(actor, seen, 'section_revised', ({ sections }, links) => {
        const [revised] = mapItems([section], links.chosen) as [ChecklistSection];
        const known = sections.some((one) => one.code === code);
        const next = known
          ? sections.map((one) => (one.code === code ? revised : one))
          : [...sections, revised];
        const left = next.filter((one) => one.items.length > 0);
        const [twice] = twiceIn(left);
        if (twice !== undefined) refuse('rows', 'checklists:errors.twice', { code: twice });
        if (new Set(left.map((one) => one.code)).size < left.length) {
          refuse('section', 'checklists:errors.sectionTwice', { code: section.code });
        }
        return { sections: left };
      }),

    /** Puts an imported checklist in the place of the draft, which is begun if there is none. */
    async replace(actor: Actor, sections: ChecklistSection[], tx: Transaction): Promise<void> {
      const before = await openDraft(actor, tx);
      const act = done(authorOf(actor), 'imported');
      const chosen = mapItems(sections, (await signLinks()).chosen);
      await repository.changeDraft(before, { ...before, sections: chosen }, act, tx);
    },

    /** Takes up in the draft, which is begun if there is none, what the signs of its items are called now. */
    async followSigns(actor: Actor): Promise<void> {
      assertAllowed(actor, 'checklists.manage');
      await inTransaction(async (tx) => {
        const [before, links] = [await openDraft(actor, tx), await signLinks()];
        const sections = mapItems(before.sections, (item) => links.followed(item, before));
        const act = done(authorOf(actor), 'signs_followed');
        await repository.changeDraft(before, { ...before, sections }, act, tx);
      });
    },

    /** The sections that ship with the product, unless a version has held them as they are. */
    async notLoaded(): Promise<ChecklistSection[]> {
      return wasHeld(await versions()) ? [] : shippedChecklist().sections;
    },

    /** Puts those into the draft of the next version; a draft that somebody is writing stays as it is. */
    async loadShipped(actor: Actor): Promise<void> {
      assertAllowed(actor, 'checklists.manage');
      await inTransaction(async (tx) => {
        const { sections } = shippedChecklist();
        const written = await repository.draft(tx);
        if (written !== undefined && written.base > 0) {
          if (isDeepStrictEqual(written.sections, sections)) return;
          refuse('main', 'shipped:errors.draftOpen');
        }
        const before = await openDraft(actor, tx);
        await repository.changeDraft(before, { ...before, sections }, done(authorOf(actor), 'loaded'), tx);
      });
    },

    discard: (actor: Actor, seen: number) =>
      changeDraft(actor, seen, 'discarded', () => ({ base: 0, sections: [] })),

    /** Makes the draft the next version. From now on it never changes. */
    async issue(actor: Actor, input: { version: number; validFrom: Day; source: string }) {
      assertAllowed(actor, 'checklists.manage');
      return inTransaction(async (tx) => {
        const before = await draft(tx);
        if (before.version !== input.version) throw new Stale('draft of the checklist');
        if (before.sections.length === 0) refuse('rows', 'checklists:errors.empty');
        if (input.validFrom < dayOf(clock.now())) refuse('validFrom', 'checklists:errors.past');
        const number = ((await repository.versions(tx))[0]?.number ?? 0) + 1;
        const { validFrom, source } = input;
        const facts = { id: checklistId(number), number, validFrom, source, sections: before.sections };
        const issued = done(authorOf(actor), 'issued');
        await repository.changeDraft(before, { ...before, base: 0, sections: [] }, issued, tx);
        return repository.create(facts, issued, tx);
      });
    },

    /** Puts in the version that ships with the product when there is none. Safe to repeat. */
    loadDefault: (by: Author): Promise<void> => inTransaction((tx) => loadDefault(by, tx)),
  };
}
export type ChecklistsService = ReturnType<typeof checklistsService>;
