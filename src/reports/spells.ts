import type { Day } from '../shared/dates.js';
import type { FindingRow } from './finding-figures.js';
import type { Period } from './period.js';

/** A finding in one time of its being open: the days of the row are those of that time. */
export type SpellRow = FindingRow & { reopened?: boolean };

/** The times in which a finding was open, in their order; the last may go on. */
function spellRows(row: FindingRow): SpellRow[] {
  if (row.spells.length === 0 && row.reopenedOn === undefined) return [row];
  const past = row.spells.map(({ from, dueOn, remediedOn, closedOn, reopened }) => ({
    ...row,
    concludedOn: from,
    dueOn,
    remediedOn,
    closedOn,
    reopened,
  }));
  const { reopenedOn } = row;
  const present = { ...row, concludedOn: reopenedOn ?? row.concludedOn, reopened: reopenedOn !== undefined };
  return [...past, present];
}

/** Open on the evening of a day. */
const isOpen = ({ concludedOn, closedOn }: SpellRow, on: Day): boolean =>
  concludedOn <= on && !(closedOn !== undefined && closedOn <= on);

export type Course = Record<
  'opening' | 'fresh' | 'reopened' | 'closed' | 'closing' | 'due',
  SpellRow | undefined
>;

/**
 * What became of a finding in a month. It counts at most once in each figure, whatever happened: one that was closed
 * and opened again came and went; one that was closed, opened again and closed again went once. So every figure is a
 * number of findings, and opening + fresh + reopened - closed = closing.
 */
export function courseOf(row: FindingRow, { from, to }: Period): Course {
  const spells = spellRows(row);
  const within = (day: Day | undefined) => day !== undefined && day >= from && day <= to;
  const opening = spells.find(
    ({ concludedOn, closedOn }) => concludedOn < from && !(closedOn !== undefined && closedOn < from),
  );
  const fresh = spells.find(({ concludedOn, reopened }) => reopened !== true && within(concludedOn));
  const closing = spells.find((spell) => isOpen(spell, to));
  const came = opening ?? fresh;
  const closed = spells.findLast(({ closedOn }) => within(closedOn));
  const reopened = spells.findLast((spell) => spell.reopened === true && within(spell.concludedOn));
  return {
    opening,
    fresh,
    reopened: closing !== undefined || came === undefined ? reopened : undefined,
    closed: closing === undefined || came !== undefined ? closed : undefined,
    closing,
    due: spells.findLast(({ concludedOn, dueOn }) => concludedOn <= to && within(dueOn)),
  };
}
