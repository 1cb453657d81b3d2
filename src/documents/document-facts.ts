import { standing } from '../findings/evidence-item.js';
import type { EvidenceItem, Finding } from '../findings/finding.js';
import type { Check } from '../inspections/checks.js';
import type { Inspection } from '../inspections/inspection.js';
import type { Office } from '../paper/letterhead.js';
import type { Day } from '../shared/dates.js';

const ofInspection = [
  'id',
  'number',
  'authority',
  'unit',
  'heirs',
  'mode',
  'kind',
  'topic',
  'decision',
  'plannedFrom',
  'plannedTo',
  'team',
  'approver',
  'state',
  'openedOn',
  'minutes',
  'reply',
  'deliveredOn',
  'concludedOn',
  'conclusion',
] as const satisfies (keyof Inspection)[];

const ofFinding = [
  'id',
  'ordinal',
  'inspectionNumber',
  'sign',
  'severity',
  'seen',
  'legalBasis',
  'mustDo',
  'responsiblePost',
  'term',
  'foundOn',
  'replies',
  'state',
  'deadline',
  'dueOn',
  'remediations',
  'remediedOn',
  'closedOn',
  'repetition',
] as const satisfies (keyof Finding)[];

type OfInspection = Pick<Inspection, (typeof ofInspection)[number]>;
/** What a paper says of a file. */
export type FileFact = Pick<EvidenceItem, 'id' | 'name' | 'sha256'>;
/** `files`: what showed that something was wrong; papers of before it was printed do not know. */
export type FindingFacts = Pick<Finding, (typeof ofFinding)[number]> & { files?: FileFact[] };

/** A finding of an earlier case that a follow-up visit went to see, and what it saw; `reported`: by the unit, the last time. */
export type CheckFact = Pick<Check, 'number' | 'outcome'> & {
  mustDo: string;
  reported: string;
  seen: string;
  /** Until when it is to be remedied, where it was not; papers of before it was kept do not say it. */
  dueOn?: Day;
};

/** Working days in which the unit answers a draft, and makes a conclusion public inside. */
export type UnitDays = { reply: number; publication: number };

/** Everything that a document is made of: kept with it once it stands. */
export type DocumentFacts = {
  inspection: OfInspection;
  findings: FindingFacts[];
  /** Only of a follow-up visit. */
  checks?: CheckFact[];
  office: Office;
  /** Until when the unit sends its own report; only of an announced visit. */
  reportBy?: Day;
  /** Documents of before it was kept say nothing of it. */
  days?: UnitDays;
};

const pick = <T extends object>(source: T, fields: readonly string[]) =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const value = (source as Record<string, unknown>)[field];
      return value === undefined ? [] : [[field, value]];
    }),
  );

const filesOf = ({ evidence }: Finding): FileFact[] =>
  standing(evidence)
    .filter(({ purpose }) => purpose === 'finding')
    .map(({ id, name, sha256 }) => ({ id, name, sha256 }));

/** `known`: the findings that were checked, wherever they were recorded. */
function checksOf({ checks = [] }: Inspection, known: readonly Finding[]): CheckFact[] {
  return checks.map(({ findingId, number, outcome, seen = '' }) => {
    const finding = known.find(({ id }) => id === findingId);
    return {
      number,
      mustDo: finding?.mustDo ?? '',
      reported: finding?.remediations.at(-1)?.done ?? '',
      seen,
      ...(outcome === undefined ? {} : { outcome }),
      ...(finding === undefined || outcome === undefined || outcome === 'remedied'
        ? {}
        : { dueOn: finding.dueOn }),
    };
  });
}

/** The facts of a case as they stand now. Withdrawn findings are none. */
export const factsFor = (
  inspection: Inspection,
  findings: readonly Finding[],
  { city, directive, letterhead, signers }: Office,
  { reportBy, days, checked }: { reportBy: Day | undefined; days: UnitDays; checked: readonly Finding[] },
): DocumentFacts => ({
  inspection: pick(inspection, ofInspection) as OfInspection,
  findings: findings
    .filter((finding) => finding.state !== 'withdrawn')
    .map((finding) => ({ ...(pick(finding, ofFinding) as FindingFacts), files: filesOf(finding) })),
  office: { city, directive, letterhead, signers },
  days,
  ...(reportBy === undefined ? {} : { reportBy }),
  ...(inspection.checks === undefined ? {} : { checks: checksOf(inspection, checked) }),
});
