import { z } from 'zod';
import {
  choice,
  idList,
  optionalDay,
  optionalText,
  readForm,
  text,
  version,
  wholeNumber,
  type Fields,
} from '../shared/form.js';
import { refuse } from '../shared/errors.js';
import type { Bilingual } from '../shared/language.js';
import { kinds } from '../inspections/inspection.js';
import { unitKinds } from '../units/unit.js';
import type { Plan } from './plan.js';
import { codeOf, spanCodes, type PlanLine } from './plan-line.js';

const planShape = z.object({
  id: optionalText(40),
  version: version().catch(0),
  year: wholeNumber(2000, 2100),
  approver: text(40),
  documentNumber: optionalText(60),
  documentOn: optionalDay(),
  topics: optionalText(4000),
  monthsBetween: wholeNumber(1, 120),
  visitsPerMonth: wholeNumber(1, 1000),
});

/** One topic a line, the English after a bar: `Tiếp công dân | Citizen reception`. */
const readTopics = (typed: string): Bilingual[] =>
  typed
    .split('\n')
    .map((line) => line.split('|').map((part) => part.trim()))
    .filter(([vi]) => vi !== undefined && vi !== '')
    .map(([vi = '', en = '']) => ({ vi, en }));

const writeTopic = ({ vi, en }: Bilingual): string => (en === '' ? vi : `${vi} | ${en}`);

export function readPlan(fields: Fields) {
  const { topics, documentNumber: number, documentOn: on, ...rest } = readForm(planShape, fields);
  return {
    ...rest,
    topics: readTopics(topics),
    document: { number, ...(on === undefined ? {} : { on }) },
  };
}
export type PlanInput = ReturnType<typeof readPlan>;

export const fieldsOfPlan = (plan: Plan, printDay: (day: string) => string): Fields => ({
  id: plan.id,
  version: String(plan.version),
  year: String(plan.year),
  approver: plan.approver.personId,
  documentNumber: plan.document.number,
  documentOn: plan.document.on === undefined ? '' : printDay(plan.document.on),
  topics: plan.topics.map(writeTopic).join('\n'),
  monthsBetween: String(plan.limits.monthsBetween),
  visitsPerMonth: String(plan.limits.visitsPerMonth),
});

const what = {
  kind: choice(kinds),
  topic: text(300),
  topicEnglish: optionalText(300),
  head: optionalText(40),
  members: idList(),
  reason: optionalText(1000),
};
const spans = spanCodes as [string, ...string[]];

const lineShape = z.object({ ...what, version: version().catch(0), unit: text(200), span: choice(spans) });
/** One line. The reason is needed once the plan is approved. */
export const readLine = (fields: Fields) => readForm(lineShape, fields);
export type LineInput = ReturnType<typeof readLine>;

export const SPREAD = 'spread';
const linesShape = z.object({
  ...what,
  id: optionalText(40),
  unit: optionalText(200),
  group: z.preprocess((value) => (value === '' ? undefined : value), z.enum(unitKinds).optional()),
  span: choice([SPREAD, ...spans]),
});

/** Lines for one unit, or for every unit of a kind at once. */
export function readLines(fields: Fields) {
  const input = readForm(linesShape, fields);
  if (input.unit === '' && input.group === undefined) refuse('unit', 'plans:errors.unitOrGroup');
  if (input.unit !== '' && input.group !== undefined) refuse('group', 'plans:errors.unitOrGroup');
  return input;
}
export type LinesInput = ReturnType<typeof readLines>;

export const fieldsOfLine = (line: PlanLine): Fields => ({
  version: String(line.version),
  unit: `${line.unit.name.vi} · ${line.unit.code}`,
  kind: line.kind,
  topic: line.topic.vi,
  topicEnglish: line.topic.en,
  span: codeOf(line),
  head: line.team.find(({ duty }) => duty === 'head')?.personId ?? '',
  members: line.team.filter(({ duty }) => duty === 'member').map(({ personId }) => personId),
});

/** The form of the visit that is made of a line: all that the plan knows of it. */
export function fieldsOfVisit(line: PlanLine): Fields {
  const { version: _version, span: _span, head, ...rest } = fieldsOfLine(line);
  return { ...rest, ...(head === '' ? {} : { head }), mode: 'scheduled', planLine: line.id };
}
