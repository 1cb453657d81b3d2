import type { EvidenceItem } from '../findings/finding.js';
import type { Journaled } from '../history/event.js';
import type { Author } from '../policies/actor.js';

/** Đạt, không đạt, không kiểm tra, không áp dụng. What was not checked never counts as met. */
export const outcomes = ['met', 'not_met', 'not_checked', 'not_applicable'] as const;
export type Outcome = (typeof outcomes)[number];

/** What an inspector says of an item. */
export type Given = {
  /** None while only a note or a number has been written. */
  outcome?: Outcome;
  note: string;
  /** Numbers by the keys of what the item counts; those that were left empty are not in it. */
  counts: Record<string, number>;
  /** Worth showing to others as an example. */
  good: boolean;
};

/** The answer to one item of a case's checklist: a document of its own, so that two people never write the same one. */
export type Answer = Journaled &
  Given & {
    inspectionId: string;
    code: string;
    evidence: EvidenceItem[];
    /** The id that the sender gave to the write that made this version: sent twice, it is taken once. */
    write: string;
    by: Author;
    at: Date;
  };

/** An answer as pages read it, without what happened to it. */
export type AnswerView = Omit<Answer, 'history'>;

export const nothingGiven: Given = { note: '', counts: {}, good: false };

export const answerId = (inspectionId: string, code: string): string => `${inspectionId}-${code}`;

const givenIn = ({ outcome, note, counts, good }: Given): Given => ({
  ...(outcome === undefined ? {} : { outcome }),
  note,
  counts,
  good,
});

const TOGETHER = 'rest-';

/** The id of a write that answers the rest of a section at once, made of the sender's own. */
export const answeredTogether = (write: string): string => `${TOGETHER}${write}`;

/** True while an answer stands as it was given together with others. */
export const isTogether = ({ write }: Pick<Answer, 'write'>): boolean => write.startsWith(TOGETHER);

/** A note that somebody has begun stays; the common reason stands below it. */
export const restNote = (note: string, reason: string): string =>
  note === '' ? reason : `${note}\n${reason}`;

const sameCounts = (a: Record<string, number>, b: Record<string, number>): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => a[key] === b[key]);

const sameGiven = (a: Given, b: Given): boolean =>
  a.outcome === b.outcome && a.note === b.note && a.good === b.good && sameCounts(a.counts, b.counts);

/** What stood there in an earlier version: the changes since are taken back one by one. */
export function givenAt(answer: Answer, version: number): Given {
  const state: Record<string, unknown> = { ...answer };
  if (version < 1) return nothingGiven;
  for (const event of answer.history.slice(version).reverse()) {
    for (const { field, before } of event.changes) state[field] = before;
  }
  return givenIn(state as Given);
}

/** True when a write with this id has been taken already, now or earlier. */
export const wasTaken = (answer: Answer, write: string): boolean =>
  write !== '' &&
  answer.history.some(({ changes }) =>
    changes.some(({ field, after }) => field === 'write' && after === write),
  );

/**
 * What to do with an answer that was made from an earlier version. `keep`: it says nothing new. `conflict`: somebody
 * else has said something else meanwhile; files that came meanwhile are no conflict.
 */
export function verdictOn(
  stored: Answer | undefined,
  typed: Given,
  { version, write }: { version: number; write: string },
): 'take' | 'keep' | 'conflict' {
  if (stored === undefined)
    return sameGiven(typed, nothingGiven) ? 'keep' : version > 0 ? 'conflict' : 'take';
  if (wasTaken(stored, write) || sameGiven(typed, stored)) return 'keep';
  if (version > stored.version) return 'conflict';
  const seen = givenAt(stored, version);
  if (sameGiven(seen, stored)) return 'take';
  return sameGiven(typed, seen) ? 'keep' : 'conflict';
}
