import { numberOf } from '../inspections/inspection-words.js';
import { kinds } from '../inspections/inspection.js';
import { printMonth } from '../shared/dates.js';
import { fieldMaker } from '../shared/fields.js';
import { writeFilter } from '../shared/filter.js';
import { inLanguage } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import type { LineFilter, LineRow } from './plan.queries.js';
import { mayChange, type PlanFacts } from './plan-facts.js';
import { spanOf, standingOf, wasMoved } from './plan-line.js';
import { presentStanding, printSpan } from './plan-words.js';

/** One line in the table of a plan. */
export function presentLine(line: LineRow, facts: PlanFacts, { t, language, actor }: Visit) {
  const { plan, made, today } = facts;
  const inspection = made.get(line.id);
  const standing = standingOf(line, inspection, today);
  const open =
    plan.state === 'approved' && line.state === 'planned' && ['planned', 'late'].includes(standing);
  const ours = plan.authority.id === actor.post.unitId && facts.allowed.has('inspection.prepare');
  const head = line.team.find(({ duty }) => duty === 'head');
  return {
    unit: inLanguage(line.unit.name, language),
    href: mayChange(facts) ? `/plans/${plan.id}/lines/${line.id}` : null,
    what: `${t(`inspections:kind.${line.kind}`)}: ${inLanguage(line.topic, language)}`,
    when: printSpan(line, language, t),
    moved:
      wasMoved(line) && line.approved
        ? t('plans:movedFrom', { span: printSpan(line.approved, language, t) })
        : '',
    head: head?.name ?? '',
    standing: presentStanding(standing, t),
    inspection:
      inspection === undefined
        ? null
        : { href: `/inspections/${inspection.id}`, label: numberOf(inspection, t) },
    prepare:
      open && ours ? { href: `/inspections/new?line=${line.id}`, label: t('plans:act.prepare') } : null,
  };
}

/** What the lines are narrowed by: month, kind, and whether they stand. */
export function presentLineFilter(
  { plan, filter }: Pick<PlanFacts, 'plan' | 'filter'>,
  { t, language }: Visit,
) {
  const here = `/plans/${plan.id}`;
  const field = fieldMaker(t, filter, []);
  const months = Array.from(
    { length: 12 },
    (_, index) => spanOf(`M${String(index + 1).padStart(2, '0')}`, plan.year).from,
  );
  const words: Record<string, [string, string][]> = {
    month: months.map((month) => [month, printMonth(month, language)]),
    kind: kinds.map((kind) => [kind, t(`inspections:kind.${kind}`)]),
    state: (['planned', 'cancelled'] as const).map((state) => [state, t(`plans:standing.${state}`)]),
  };
  const chips = Object.entries(filter).map(([name, value]) => {
    const { [name as keyof LineFilter]: _off, ...rest } = filter;
    const label = words[name]?.find(([word]) => word === value)?.[1] ?? t('plans:filter.one');
    return { label: `${t(`plans:filter.${name}`)}: ${label}`, href: `${here}?${writeFilter(rest, {})}` };
  });
  return {
    action: here,
    open: false,
    chips,
    clear: here,
    inputs: [],
    selects: Object.entries(words).map(([name, options]) =>
      field(name, {
        label: `plans:filter.${name}`,
        required: false,
        options: [
          { value: '', label: t('inspections:filter.any') },
          ...options.map(([value, label]) => ({ value, label })),
        ],
      }),
    ),
    hidden: filter.unit === undefined ? [] : [{ name: 'unit', value: filter.unit }],
  };
}
