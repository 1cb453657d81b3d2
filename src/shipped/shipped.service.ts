import type { CalendarYear } from '../calendar/working-calendar.js';
import type { ChecklistSection } from '../checklists/checklist.js';
import type { SignGroup } from '../checklists/sign-catalogue.js';
import type { Actor } from '../policies/actor.js';
import { allowed, assertAllowed } from '../policies/policy.js';
import type { Unit } from '../units/unit.js';
import type { Wording } from '../wordings/wording.js';
import {
  itemRows,
  kindNames,
  shippedKinds,
  signRows,
  unitRow,
  wordingRow,
  yearRow,
  type ShippedKind,
  type ShippedRow,
} from './shipped.js';

/** Whoever keeps a kind of data says what of the shipped is missing, and adds that. */
type Keeper<T> = { notLoaded: () => Promise<T[]>; loadShipped: (actor: Actor) => Promise<unknown> };

export type ShippedDeps = {
  units: Keeper<Unit>;
  calendar: Keeper<CalendarYear>;
  signs: Keeper<SignGroup>;
  checklists: Keeper<ChecklistSection>;
  wordings: Keeper<Pick<Wording, 'sign' | 'seen' | 'mustDo'>>;
};

/** What this version of the product brings and the installation does not have: shown first, taken by a person. */
export function shippedService({ units, calendar, signs, checklists, wordings }: ShippedDeps) {
  const missing: Record<ShippedKind, () => Promise<ShippedRow[]>> = {
    units: async () => (await units.notLoaded()).map(unitRow),
    calendar: async () => (await calendar.notLoaded()).map(yearRow),
    signs: async () => signRows(await signs.notLoaded()),
    checklist: async () => itemRows(await checklists.notLoaded()),
    wordings: async () => (await wordings.notLoaded()).map(wordingRow),
  };
  const load: Record<ShippedKind, (actor: Actor) => Promise<unknown>> = {
    units: units.loadShipped,
    calendar: calendar.loadShipped,
    signs: signs.loadShipped,
    checklist: checklists.loadShipped,
    wordings: wordings.loadShipped,
  };

  return {
    /** How much of each kind there is to take, of those that the actor keeps. */
    async counts(actor: Actor): Promise<{ kind: ShippedKind; count: number }[]> {
      const own = kindNames.filter((kind) => allowed(actor, shippedKinds[kind].action));
      return Promise.all(own.map(async (kind) => ({ kind, count: (await missing[kind]()).length })));
    },

    rows(actor: Actor, kind: ShippedKind): Promise<ShippedRow[]> {
      assertAllowed(actor, shippedKinds[kind].action);
      return missing[kind]();
    },

    /** Adds what is missing; what people typed or changed stays as it is. Sent twice, it is added once. */
    async take(actor: Actor, kind: ShippedKind): Promise<void> {
      assertAllowed(actor, shippedKinds[kind].action);
      await load[kind](actor);
    },
  };
}
