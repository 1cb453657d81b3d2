import type { Event } from '../history/event.js';
import type { Amendment, PlanLine, Span } from './plan-line.js';

/** A line that was changed after the approval of its plan, or put in since. */
export type AmendedLine = Pick<PlanLine, 'unit' | 'amendments' | 'history'>;
/** What an amendment did to one line. `moved`: its months before and after. */
export type AmendedPart = { unit: PlanLine['unit']; moved?: { before: Span; after: Span } };
/** A numbered change of an approved plan: one line, or all that were put in with it. */
export type AmendmentRow = Amendment & { action: string; parts: AmendedPart[] };

const changeOf = ({ changes }: Event, name: string) => changes.find(({ field }) => field === name);

/** The event in which a line took up an amendment. */
const eventOf = ({ history }: AmendedLine, number: number): Event | undefined =>
  history.find((event) =>
    ((changeOf(event, 'amendments')?.after ?? []) as Amendment[]).some((one) => one.number === number),
  );

/** The months of a line before and after an event that moved it: an event says what changed, so all before it are read. */
function movedBy(event: Event, { history }: AmendedLine): AmendedPart['moved'] {
  let [from, to] = ['', ''];
  for (const one of history) {
    const before = { from, to };
    from = (changeOf(one, 'from')?.after as string | undefined) ?? from;
    to = (changeOf(one, 'to')?.after as string | undefined) ?? to;
    const isMoved = before.from !== '' && (from !== before.from || to !== before.to);
    if (one === event) return isMoved ? { before, after: { from, to } } : undefined;
  }
  return undefined;
}

/** The amendments of a plan with what each changed, the latest first. */
export function amendmentsOf(lines: readonly AmendedLine[]): AmendmentRow[] {
  const rows = new Map<number, AmendmentRow>();
  for (const line of lines) {
    for (const amendment of line.amendments) {
      const event = eventOf(line, amendment.number);
      if (event === undefined) continue;
      const moved = movedBy(event, line);
      const row = rows.get(amendment.number) ?? { ...amendment, action: event.action, parts: [] };
      row.parts.push({ unit: line.unit, ...(moved === undefined ? {} : { moved }) });
      rows.set(amendment.number, row);
    }
  }
  return [...rows.values()].sort((a, b) => b.number - a.number);
}
