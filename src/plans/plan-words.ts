import { printMonth } from '../shared/dates.js';
import { inLanguage, printNumber, type Language, type Translate } from '../shared/language.js';
import type { CaseFacts, TagView, Tone } from '../web/parts.js';
import { isWaiting, type Plan } from './plan.js';
import { codeOf, type PlanLine, type Span, type Standing } from './plan-line.js';

const QUARTERS = ['I', 'II', 'III', 'IV'];

/** "tháng 3/2026", "quý II/2026" */
export function printSpan(span: Span, language: Language, t: Translate): string {
  const code = codeOf(span);
  if (code.startsWith('M')) return printMonth(span.from, language);
  const quarter = language === 'vi' ? QUARTERS[Number(code.slice(1)) - 1] : code.slice(1);
  return t('plans:quarter', { quarter, year: span.from.slice(0, 4) });
}

const tones: Record<Standing, Tone> = {
  planned: 'plain',
  prepared: 'action',
  done: 'good',
  late: 'alarm',
  cancelled: 'plain',
};
export const presentStanding = (standing: Standing, t: Translate): TagView => ({
  text: t(`plans:standing.${standing}`),
  tone: tones[standing],
});

export function presentPlanState(plan: Pick<Plan, 'state' | 'submittedOn'>, t: Translate): TagView {
  const waiting = isWaiting(plan);
  const tone = plan.state === 'approved' ? 'good' : waiting ? 'amber' : 'plain';
  return { text: t(`plans:state.${waiting ? 'submitted' : plan.state}`), tone };
}

/** What stands above the forms that belong to a plan, or to one line of it. */
export const presentPlanFacts = (
  plan: Plan,
  line: PlanLine | undefined,
  language: Language,
  t: Translate,
): CaseFacts => ({
  unit: inLanguage((line ?? { unit: plan.authority }).unit.name, language),
  unitHref: null,
  unitNote: '',
  tags: [presentPlanState(plan, t)],
  lamp: null,
  day: line === undefined ? '' : printSpan(line, language, t),
  lines: [t('plans:ofYear', { year: plan.year })],
});

/** Whole visits as whole numbers; a quarter's visit counts a third in each month. */
export const printVisits = (visits: number, language: Language): string =>
  printNumber(visits, language, Number.isInteger(visits) ? 0 : 1);
