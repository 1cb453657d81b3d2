import { isOfTerm } from '../reports/figure-key.js';
import { tells } from '../reports/frozen-report.js';
import { rowsBehind } from '../reports/figure-rows.js';
import type { CompiledReport } from '../reports/report.js';
import type { CorrectedRow, Correction } from '../reports/writing.js';

type Counted = { key: string; value: number; label: string; section: string };

/** A figure beside the same one of the period before. */
export type Moved = Counted & { before: number };

/** Figures of the period itself, beside those of the one before; what was and is nought says nothing. */
export function besideBefore(now: readonly Counted[], before: readonly Counted[]): Moved[] {
  const values = new Map(before.map(({ key, value }) => [key, value]));
  return now
    .filter(({ key }) => isOfTerm(key))
    .map((figure) => ({ ...figure, before: values.get(figure.key) ?? 0 }))
    .filter(({ value, before: earlier }) => value + earlier > 0);
}

/** What a figure counts, as a list that one can walk: each row once, by its id. */
export function walkable(report: CompiledReport, key: string): CorrectedRow[] {
  const behind = rowsBehind(report, key);
  if (behind === undefined) return [];
  if (behind.kind === 'units') return behind.rows.map(({ id, code }) => ({ id, number: code }));
  // A line that nothing was made of yet has no number: its unit tells it.
  if (behind.kind === 'plan')
    return behind.rows.map(({ id, unit, done }) => ({ id, number: done?.number ?? unit.vi }));
  if (behind.kind === 'practices')
    return behind.rows.map(({ id, number, code }) => ({ id, number: `${number} (${code})` }));
  return behind.rows.map(({ id, number }) => ({ id, number }));
}

/** The rows that came and those that went between two lists. */
export function changed(before: readonly CorrectedRow[], now: readonly CorrectedRow[]) {
  const [had, has] = [new Set(before.map(({ id }) => id)), new Set(now.map(({ id }) => id))];
  return {
    added: now.filter(({ id }) => !had.has(id)),
    gone: before.filter(({ id }) => !has.has(id)),
  };
}

/** As many rows are named in a correction; a figure may change by more. */
const NAMED = 50;

type Side = { report: CompiledReport; figures: readonly Counted[] };

/**
 * What is known now about a period whose report is issued, against what was reported and corrected since. Figures that
 * other figures contain change with them; all are told, so that every printed number can be explained.
 */
export function correctionsOf(
  of: Correction['of'],
  frozen: Side,
  live: Side,
  told: readonly Correction[],
  english: ReadonlyMap<string, string>,
): Correction[] {
  const current = new Map(live.figures.map((figure) => [figure.key, figure]));
  const reported = new Map(frozen.figures.map((figure) => [figure.key, figure]));
  const keys = [...new Set([...reported.keys(), ...current.keys()])].filter(
    (key) => isOfTerm(key) && tells(frozen.report, key),
  );
  return keys.flatMap((key) => {
    const earlier = told.filter((one) => one.of.filingId === of.filingId && one.key === key);
    const before = known(walkable(frozen.report, key), earlier);
    const value = earlier.at(-1)?.now ?? reported.get(key)?.value ?? 0;
    const now = current.get(key)?.value ?? 0;
    const { added, gone } = changed(before, walkable(live.report, key));
    if (value === now && added.length === 0 && gone.length === 0) return [];
    const label = { vi: (current.get(key) ?? reported.get(key))?.label ?? key, en: english.get(key) ?? '' };
    return [
      { of, key, label, reported: value, now, added: added.slice(0, NAMED), gone: gone.slice(0, NAMED) },
    ];
  });
}

/** The rows of a figure as they were last told: frozen, and corrected since. */
function known(frozen: readonly CorrectedRow[], earlier: readonly Correction[]): CorrectedRow[] {
  return earlier.reduce<CorrectedRow[]>(
    (rows, { added, gone }) => {
      const left = new Set(gone.map(({ id }) => id));
      return [...rows.filter(({ id }) => !left.has(id)), ...added];
    },
    [...frozen],
  );
}
