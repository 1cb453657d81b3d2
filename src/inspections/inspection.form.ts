import { z } from 'zod';
import { Invalid, type FieldError } from '../shared/errors.js';
import {
  choice,
  day,
  idList,
  optionalDay,
  optionalText,
  readForm,
  text,
  version,
  type Fields,
} from '../shared/form.js';
import { kinds, modes, type Inspection } from './inspection.js';

const shape = z.object({
  id: optionalText(40),
  version: version().catch(0),
  planLine: optionalText(40),
  unit: text(200),
  mode: choice(modes),
  kind: choice(kinds),
  topic: text(300),
  topicEnglish: optionalText(300),
  decisionNumber: optionalText(60),
  decisionOn: optionalDay(),
  plannedFrom: day(),
  plannedTo: day(),
  head: text(40),
  secretary: optionalText(40),
  members: idList(),
  approver: text(40),
  draw: optionalText(40),
  checks: idList(),
  sure: optionalText(40),
});
type Read = z.output<typeof shape>;
/** `planLine`: the line of a year's plan that the visit is made of, if any. */
export type InspectionInput = Omit<Read, 'planLine' | 'checks' | 'sure'> &
  Partial<Pick<Read, 'planLine' | 'checks' | 'sure'>> & {
    /** Why somebody is on the team in spite of what speaks against it, by his id. */
    conflictReasons?: Record<string, string>;
  };

const CONFLICT = 'conflict-';
const LONGEST_REASON = 500;
export const conflictField = (personId: string): string => `${CONFLICT}${personId}`;

/** The reasons typed beside people, whoever is on the team in the end. */
function reasonsIn(fields: Fields, errors: FieldError[]): Record<string, string> {
  const reasons: Record<string, string> = {};
  for (const [field, value] of Object.entries(fields)) {
    const typed = String(value).normalize('NFC').trim();
    if (!field.startsWith(CONFLICT) || typed === '') continue;
    if (typed.length > LONGEST_REASON)
      errors.push({ field, message: 'errors:tooLong', values: { max: LONGEST_REASON } });
    reasons[field.slice(CONFLICT.length)] = typed;
  }
  return reasons;
}

/** Reads the form of an inspection; dates that contradict each other are said beside the later one. */
export function readInspection(fields: Fields): InspectionInput {
  const input = readForm(shape, fields);
  const errors: FieldError[] = [];
  const conflictReasons = reasonsIn(fields, errors);
  if (input.plannedTo < input.plannedFrom) {
    errors.push({ field: 'plannedTo', message: 'inspections:errors.endsBeforeStart' });
  }
  if (input.head === input.secretary) {
    errors.push({ field: 'secretary', message: 'inspections:errors.headIsSecretary' });
  }
  if (input.approver === input.head || input.members.includes(input.approver)) {
    errors.push({ field: 'approver', message: 'inspections:errors.approverOnTeam' });
  }
  if (errors.length > 0) throw new Invalid(errors);
  return { ...input, conflictReasons };
}

/** The form as it stands for a case that exists. */
export function fieldsOfInspection(inspection: Inspection, printDay: (day: string) => string): Fields {
  const withDuty = (duty: string) => inspection.team.find((member) => member.duty === duty)?.personId ?? '';
  return {
    id: inspection.id,
    version: String(inspection.version),
    unit: `${inspection.unit.name.vi} · ${inspection.unit.code}`,
    mode: inspection.mode,
    kind: inspection.kind,
    topic: inspection.topic.vi,
    topicEnglish: inspection.topic.en,
    decisionNumber: inspection.decision.number,
    decisionOn: inspection.decision.on === undefined ? '' : printDay(inspection.decision.on),
    plannedFrom: printDay(inspection.plannedFrom),
    plannedTo: printDay(inspection.plannedTo),
    head: withDuty('head'),
    secretary: withDuty('secretary'),
    members: inspection.team.filter((member) => member.duty === 'member').map((member) => member.personId),
    approver: inspection.approver.personId,
    checks: (inspection.checks ?? []).map(({ findingId }) => findingId),
    ...Object.fromEntries(
      (inspection.conflicts ?? []).map(({ personId, reason }) => [conflictField(personId), reason]),
    ),
  };
}
