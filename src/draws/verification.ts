import { canonical, faultsOf, fingerprint } from '../history/event.js';
import type { JournalEntry } from '../history/journal.model.js';
import { fingerprintOf, SCHEMES, weightOf } from './draw-list.js';
import type { Draw } from './draw.js';
import { sample } from './sampling.js';

/** What is checked of a draw, in the order in which a reader would ask. */
export const checks = ['scheme', 'weights', 'fingerprint', 'result', 'record', 'journal'] as const;
export type Check = (typeof checks)[number];

const sameText = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** The first event keeps what was drawn, apart from the fields that stand on the page. */
function agreesWithRecord(draw: Draw): boolean {
  const [first] = draw.history;
  const kept = (field: string) => first?.changes.find((change) => change.field === field)?.after;
  return (
    faultsOf(draw).length === 0 &&
    (['list', 'fingerprint', 'seed', 'drawn'] as const).every((field) => sameText(draw[field], kept(field)))
  );
}

/** Every event stands in the journal as it is, and the journal knows of no other. */
function agreesWithJournal({ history }: Draw, lines: readonly JournalEntry[]): boolean {
  return (
    lines.length === history.length &&
    lines.every(({ hash, ...rest }) => {
      const event = history.find(({ seq }) => seq === rest.eventSeq);
      return fingerprint(rest) === hash && event?.hash === rest.eventHash;
    })
  );
}

/** Draws once more from what is stored and compares. `lines` are those of the journal about this draw. */
export function verifyDraw(draw: Draw, lines: readonly JournalEntry[]): Record<Check, boolean> {
  const { list, seed, drawn } = draw;
  const again = fingerprintOf(list);
  return {
    scheme: list.scheme === SCHEMES[list.parameters.complaints === undefined ? 0 : 1],
    weights: list.candidates.every((unit) => unit.weight === weightOf(unit, list.parameters)),
    fingerprint: again === draw.fingerprint,
    result: sameText(sample(seed, again, list.candidates, list.parameters.count), drawn),
    record: agreesWithRecord(draw),
    journal: agreesWithJournal(draw, lines),
  };
}
