import type { Author } from '../policies/actor.js';
import type { Day } from '../shared/dates.js';
import type { EvidenceItem } from './finding.js';
import type { PhotoPair } from './photo-pair.js';

/** What the unit says it did, and what the inspector made of it. */
export type Remediation = {
  id: string;
  by: Author;
  at: Date;
  done: string;
  evidenceIds: string[];
  /** Photos of it beside those of the finding. */
  pairs?: PhotoPair[];
  /** Who wrote it, where the head of the unit confirmed what another had written. */
  draftedBy?: Author;
  /** The unit was ready early and asks to be verified by this day. */
  wishedOn?: Day;
  /** Somebody is to look on site before this is judged. */
  visit?: { by: Author; at: Date; reason: string };
  verification?: { by: Author; at: Date; outcome: 'accepted' | 'returned'; reason: string };
};

/** How far a step is: it goes on, is done, or is no longer needed. */
export const progressOutcomes = ['going_on', 'done', 'dropped'] as const;
export type ProgressOutcome = (typeof progressOutcomes)[number];

export type Progress = { id: string; by: Author; at: Date; on: Day; words: string; outcome: ProgressOutcome };

/** One step of the remedy, as the unit has planned it: what, who answers for it by post, by when. */
export type RemedyAction = {
  id: string;
  what: string;
  post: string;
  dueOn: Day;
  by: Author;
  at: Date;
  progress: Progress[];
};

/** A report as an officer of the unit has written it. Its files become evidence when it is confirmed. */
export type RemedyDraft = {
  by: Author;
  at: Date;
  done: string;
  wishedOn?: Day;
  files: EvidenceItem[];
  pairs?: PhotoPair[];
  /** The head wants it otherwise. */
  givenBack?: { by: Author; at: Date; reason: string };
};

/** The last word on a step; it goes on while nobody has said more. */
export const outcomeOf = ({ progress }: Pick<RemedyAction, 'progress'>): ProgressOutcome =>
  progress.at(-1)?.outcome ?? 'going_on';

/** Steps that are neither done nor given up. */
export const openActions = ({ actions = [] }: { actions?: readonly RemedyAction[] }): RemedyAction[] =>
  actions.filter((action) => outcomeOf(action) === 'going_on');

/** How often a finding was sent back to the unit. */
export const returnsOf = ({ remediations }: { remediations: readonly Remediation[] }): number =>
  remediations.filter(({ verification }) => verification?.outcome === 'returned').length;
