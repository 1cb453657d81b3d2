import type { Day } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import type { SettingsRecord } from './settings.js';

type Bounds = { usual: number; min: number; max: number };

const remindedBy = (first: number, last: number, [officer, head, above, supervisor]: Four) => ({
  first: { usual: first, min: 0, max: 30 },
  last: { usual: last, min: 0, max: 30 },
  officer: { usual: officer, min: 1, max: 120 },
  head: { usual: head, min: 1, max: 120 },
  above: { usual: above, min: 1, max: 120 },
  supervisor: { usual: supervisor, min: 1, max: 120 },
});
type Four = [number, number, number, number];

/**
 * Numbers that rules of the work are made of, in groups that take effect together. A group that is added here has its
 * place on the page of limits at once; its words are `limits:group.<group>.…`. What no text sets is ours, and says so.
 */
export const limitGroups = {
  /** An inspector who was on each of the last so many visits of a unit is flagged. */
  rotation: { visits: { usual: 2, min: 1, max: 10 } },
  /** A finding that a follow-up visit opens again is given this part of its term. */
  reopening: { percent: { usual: 50, min: 10, max: 100 } },
  /** A repeated finding is graded so many steps up, and its term is this part of the usual one. */
  repetition: { steps: { usual: 1, min: 0, max: 2 }, percent: { usual: 50, min: 10, max: 100 } },
  /** More visits than this to a unit within so many days are a bunch; without one for so many months it is neglected. */
  burden: {
    visits: { usual: 2, min: 1, max: 50 },
    withinDays: { usual: 60, min: 1, max: 730 },
    monthsBetween: { usual: 24, min: 1, max: 120 },
  },
  /**
   * Working days: in which the unit may answer a draft; from the end of a visit to its conclusion (TT 25/2014/TT-BTP,
   * Article 15); in which the unit makes the conclusion public inside (Law 10/2022/QH15, Article 47).
   */
  conclusion: {
    replyDays: { usual: 5, min: 1, max: 60 },
    conclusionDays: { usual: 15, min: 1, max: 120 },
    publicationDays: { usual: 5, min: 1, max: 60 },
  },
  /**
   * More time for a remedy, by severity: how often, and by how many working days in all; in how many working days a
   * request is decided.
   */
  extension: {
    minorTimes: { usual: 1, min: 0, max: 20 },
    moderateTimes: { usual: 2, min: 0, max: 20 },
    seriousTimes: { usual: 2, min: 0, max: 20 },
    minorDays: { usual: 10, min: 0, max: 500 },
    moderateDays: { usual: 20, min: 0, max: 500 },
    seriousDays: { usual: 30, min: 0, max: 500 },
    decideDays: { usual: 3, min: 1, max: 60 },
  },
  /**
   * Working days, by severity: twice before the due date (0: not at all), then after how many days late each post is
   * told: the unit's officer, its head, the head of the level above, the supervisor. No text sets them.
   */
  remindersMinor: remindedBy(3, 1, [1, 5, 10, 15]),
  remindersModerate: remindedBy(5, 2, [1, 3, 6, 10]),
  remindersSerious: remindedBy(5, 2, [1, 2, 4, 6]),
  /**
   * Working days before a day on which those are reminded whose turn it is (0: not at all): the team of its notice, the
   * unit of its own report, of its answer to a draft and of making the conclusion public; and after which somebody is
   * reminded that a document is not acknowledged and a remedy not judged. No text sets them.
   */
  caseReminders: {
    noticeDays: { usual: 2, min: 0, max: 30 },
    reportDays: { usual: 2, min: 0, max: 30 },
    acknowledgeDays: { usual: 3, min: 1, max: 60 },
    replyDays: { usual: 2, min: 0, max: 30 },
    verifyDays: { usual: 5, min: 1, max: 120 },
    publicationDays: { usual: 2, min: 0, max: 30 },
  },
  /**
   * The last day of a month that counts for its report; 0 for the whole month, 14 for the reports of Decree
   * 09/2019/NĐ-CP (Article 12). Working days after it until the report is due. Which reports are owed: 1 or 0. As
   * many pairs of photos are printed with one report.
   */
  reporting: {
    cutoffDay: { usual: 0, min: 0, max: 27 },
    dueDays: { usual: 2, min: 0, max: 30 },
    month: { usual: 1, min: 0, max: 1 },
    quarter: { usual: 0, min: 0, max: 1 },
    half: { usual: 1, min: 0, max: 1 },
    nine_months: { usual: 0, min: 0, max: 1 },
    year: { usual: 1, min: 0, max: 1 },
    photoPairs: { usual: 30, min: 0, max: 150 },
  },
  /**
   * Whether whoever recorded a finding may verify its remedy (0) or not (1); whether the head of a unit confirms its
   * reports: never (0), where the accounts name a head (1), always (2); whether the head may confirm a report of his own:
   * never (0), where the unit has no other account (1), always (2).
   */
  remediation: {
    otherVerifier: { usual: 0, min: 0, max: 1 },
    headConfirms: { usual: 1, min: 0, max: 2 },
    ownReport: { usual: 1, min: 0, max: 2 },
  },
  /**
   * Work in the background: for how many days its results are kept; a report whose lists have more rows than this is
   * printed in it.
   */
  errands: { keptDays: { usual: 7, min: 1, max: 60 }, rowsAtOnce: { usual: 500, min: 0, max: 100_000 } },
  /** A lamp is amber from so many working days before the due date. No text sets it. */
  lamp: { days: { usual: 5, min: 0, max: 60 } },
  /** Files that people send: of what size, how many with one form, and of which kinds (1: taken, 0: not). */
  files: {
    megabytes: { usual: 20, min: 1, max: 200 },
    most: { usual: 20, min: 1, max: 100 },
    pictures: { usual: 1, min: 0, max: 1 },
    papers: { usual: 1, min: 0, max: 1 },
    sound: { usual: 1, min: 0, max: 1 },
    film: { usual: 1, min: 0, max: 1 },
  },
  /** Minutes in which work on many findings at once can be taken back, and on how many of them. */
  batches: {
    undoMinutes: { usual: 10, min: 1, max: 120 },
    most: { usual: 100, min: 1, max: 200 },
  },
  /** Urging letters: so many are drawn up while one waits, more in the background; and how many in one go. */
  urging: {
    atOnce: { usual: 25, min: 1, max: 200 },
    most: { usual: 5000, min: 1, max: 10_000 },
  },
  /** Days for which an invitation of a unit's officer is open. */
  invitation: { days: { usual: 7, min: 1, max: 60 } },
  /** After how many returns a remedy has failed, and the sign of the catalogue for it: 1.3 of Directive 24-CT/TU. */
  failure: {
    returns: { usual: 2, min: 1, max: 10 },
    signGroup: { usual: 1, min: 1, max: 99 },
    signNumber: { usual: 3, min: 1, max: 999 },
  },
  /** Files of one unit in all; from which part of it the administrator is warned. */
  space: {
    unitGigabytes: { usual: 20, min: 0, max: 100_000 },
    warnPercent: { usual: 80, min: 10, max: 100 },
  },
  /**
   * Years for which the files of a case are kept after it was closed; 0 for ever. Provisional, by the nearest text:
   * Circular 01/2025/TT-TTCP.
   */
  retention: { seriousYears: { usual: 0, min: 0, max: 100 }, otherYears: { usual: 20, min: 0, max: 100 } },
  /** What the form of a new plan begins with. */
  plan: {
    monthsBetween: { usual: 24, min: 1, max: 120 },
    visitsPerMonth: { usual: 20, min: 1, max: 1000 },
  },
  /** Working days before an announced visit: TT 25/2014/TT-BTP, Articles 13.2 and 7.1a. */
  announcement: {
    noticeDays: { usual: 10, min: 1, max: 60 },
    reportDays: { usual: 5, min: 0, max: 60 },
  },
  /** What the form of a draw begins with; whoever draws may say otherwise, and that is kept with the draw. */
  draw: {
    restDays: { usual: 180, min: 0, max: 3650 },
    seriousWeight: { usual: 2, min: 0, max: 20 },
    absenceWeight: { usual: 1, min: 0, max: 20 },
    complaintWeight: { usual: 1, min: 0, max: 20 },
    count: { usual: 3, min: 1, max: 100 },
  },
} as const satisfies Record<string, Record<string, Bounds>>;

export type LimitGroup = keyof typeof limitGroups;
export type Limits<G extends LimitGroup> = Record<keyof (typeof limitGroups)[G] & string, number>;
export const limitGroupNames = Object.keys(limitGroups) as LimitGroup[];

/** The numbers of a group from a day on. */
export type LimitEntry = { group: string; validFrom: Day; values: Record<string, number> };

export const boundsOf = (group: LimitGroup): [string, Bounds][] => Object.entries<Bounds>(limitGroups[group]);

const usualOf = (group: LimitGroup): Record<string, number> =>
  Object.fromEntries(boundsOf(group).map(([name, { usual }]) => [name, usual]));

/** The entries of a group, the earliest first. */
export const entriesOf = (entries: readonly LimitEntry[], group: LimitGroup): LimitEntry[] =>
  entries.filter((entry) => entry.group === group).sort((a, b) => a.validFrom.localeCompare(b.validFrom));

/** The entry of a group in force on a day; undefined while the usual numbers hold. */
const entryOn = (entries: readonly LimitEntry[], group: LimitGroup, day: Day): LimitEntry | undefined =>
  entriesOf(entries, group).findLast(({ validFrom }) => validFrom <= day);

/** The numbers of a group on a day; a number that the entry does not know yet is the usual one. */
export const limitsOn = <G extends LimitGroup>(
  entries: readonly LimitEntry[],
  group: G,
  day: Day,
): Limits<G> => ({ ...usualOf(group), ...entryOn(entries, group, day)?.values }) as Limits<G>;

/** Enters numbers from a day on. Those of past days stay: what was decided by them must stay explicable. */
export function withLimits(settings: SettingsRecord, added: LimitEntry, today: Day): SettingsRecord {
  if (added.validFrom < today) refuse('validFrom', 'settings:errors.termsInPast');
  const others = (settings.limits ?? []).filter(
    ({ group, validFrom }) => group !== added.group || validFrom !== added.validFrom,
  );
  return { ...settings, limits: [...others, added] };
}
