import type { Transaction } from '../database/connect.js';
import type { Actor } from '../policies/actor.js';

/** Work that takes too long for a page: somebody has asked for it, and need not wait. */
export const errandKinds = ['submission', 'issue', 'paper', 'letters'] as const;
export type ErrandKind = (typeof errandKinds)[number];

export const errandStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type ErrandState = (typeof errandStates)[number];

/** A file that an errand has made. */
export type ErrandFile = { id: string; name: string; type: string; size: number };

/** Why an errand could not be done, as a wording with its values; `fault` is for the operator, when it is one of ours. */
export type ErrandFailure = { message: string; values: Record<string, unknown>; fault?: string };

export type Errand = {
  id: string;
  kind: ErrandKind;
  /** What it is about; the same thing is not done twice at once. */
  subject: string;
  by: Actor;
  /** What somebody has chosen or typed for it. */
  input: Record<string, string | number>;
  /** The values of its title, `errands:title.<kind>`; a value's English sister is read by English readers. */
  values: Record<string, string>;
  /** Where its result is seen. */
  href: string;
  state: ErrandState;
  /** How many of how many steps are done, and the word of the one that is being done: `errands:step.<step>`. */
  progress: { done: number; of: number; step: string };
  askedAt: Date;
  /** Until then it belongs to whoever has taken it; one who died loses it. */
  heldUntil: Date;
  attempts: number;
  endedAt?: Date;
  file?: ErrandFile;
  failure?: ErrandFailure;
};
export type NewErrand = Pick<Errand, 'kind' | 'subject' | 'input' | 'values' | 'href'>;

/** Through this, long work says how far it is, and ends in the transaction that makes its result true. */
export type Hand = {
  /** Throws `Interrupted` when nobody wants the work any more. */
  tell: (step: string, done: number, of: number) => Promise<void>;
  end: (tx: Transaction, file?: ErrandFile) => Promise<void>;
};

/** For work that somebody waits for, such as a command. */
export const unwatched: Hand = { tell: async () => undefined, end: async () => undefined };

/** Does one errand; it may be done again from its beginning when its process dies before the end. */
export type Work = (errand: Errand, hand: Hand) => Promise<void>;
export type Works = Record<ErrandKind, Work>;

/** Whoever asked has cancelled it, or another has taken it over: what was done so far is left. */
export class Interrupted extends Error {}

export const isOver = ({ state }: Pick<Errand, 'state'>): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';

/** Work of many parts, each true by itself: what was done before it is stopped stays. */
export const isDoneByParts = ({ kind }: Pick<Errand, 'kind'>): boolean => kind === 'letters';

/** What keeps the same errand from being asked for twice, while it is not over. */
export const slotOf = ({ kind, subject }: Pick<Errand, 'kind' | 'subject'>): string => `${kind} ${subject}`;

/** Errands are their own people's: nobody else sees them, nor the same person in another post. */
export const isOf = (actor: Actor, { by }: Pick<Errand, 'by'>): boolean =>
  actor.personId === by.personId && actor.post.role === by.post.role && actor.post.unitId === by.post.unitId;
