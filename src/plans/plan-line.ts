import type { Event } from '../history/event.js';
import type { Kind, State, TeamMember } from '../inspections/inspection.js';
import { addMonths, monthOf, type Day, type Month } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import type { UnitSnapshot } from '../units/unit.js';

/** A month, or the three of a quarter. */
export type Span = { from: Month; to: Month };

/** A numbered change of an approved plan, as its line keeps it. */
export type Amendment = { number: number; on: Day; reason: string };

/** One visit that a plan means to make. */
export type PlanLine = Span & {
  id: string;
  version: number;
  planId: string;
  unit: UnitSnapshot;
  kind: Kind;
  topic: Bilingual;
  team: TeamMember[];
  state: 'planned' | 'cancelled';
  /** The months that were approved, once it has been moved. */
  approved?: Span;
  amendments: Amendment[];
  history: Event[];
};

/** How a line stands, with the inspection that was made of it. */
export const standings = ['planned', 'prepared', 'done', 'late', 'cancelled'] as const;
export type Standing = (typeof standings)[number];

/** A visit counts as done when it was opened; one called off leaves its line open again. */
export function standingOf(
  line: Pick<PlanLine, 'state' | 'to'>,
  inspection: { state: State; openedOn?: Day } | undefined,
  today: Day,
): Standing {
  if (line.state === 'cancelled') return 'cancelled';
  if (inspection?.openedOn !== undefined) return 'done';
  if (line.to < monthOf(today)) return 'late';
  return inspection === undefined || inspection.state === 'cancelled' ? 'planned' : 'prepared';
}

export const wasMoved = ({ approved }: Pick<PlanLine, 'approved'>): boolean => approved !== undefined;

/** What may be chosen in a form: `M01` … `M12`, `Q1` … `Q4`. */
export const spanCodes = [
  ...Array.from({ length: 12 }, (_, index) => `M${String(index + 1).padStart(2, '0')}`),
  'Q1',
  'Q2',
  'Q3',
  'Q4',
];

/** The months that a code means: `M03`, `Q2`. */
export function spanOf(code: string, year: number): Span {
  const number = Number(code.slice(1));
  const first = code.startsWith('Q') ? (number - 1) * 3 + 1 : number;
  const from = `${year}-${String(first).padStart(2, '0')}`;
  return { from, to: code.startsWith('Q') ? addMonths(from, 2) : from };
}

/** The code of such months: one month, or else a quarter. */
export function codeOf({ from, to }: Span): string {
  const month = from.slice(5);
  return from === to ? `M${month}` : `Q${Math.ceil(Number(month) / 3)}`;
}

/** Spreads visits over the months of a year as evenly as whole visits can be, in the order given. */
export function spread<T>(items: readonly T[], year: number): [T, Span][] {
  return items.map((item, index) => {
    const month = Math.floor((index * 12) / items.length) + 1;
    return [item, spanOf(`M${String(month).padStart(2, '0')}`, year)];
  });
}
