import type { CheckOutcome } from '../findings/spell.js';
import type { Author } from '../policies/actor.js';
import { refuse } from '../shared/errors.js';
import type { InspectionInput } from './inspection.form.js';

/** A finding that a follow-up visit goes to see; with its outcome once it was seen. */
export type Check = {
  findingId: string;
  number: string;
  outcome?: CheckOutcome;
  seen?: string;
  by?: Author;
  at?: Date;
};

/** A finding that a follow-up visit may be bound to. */
export type Checkable = { id: string; number: string };

/** The findings that nobody has seen yet. */
export const uncheckedOf = ({ checks = [] }: { checks?: readonly Check[] }): Check[] =>
  checks.filter(({ outcome }) => outcome === undefined);

/** What a new follow-up visit is bound to. It has to see something while there is something to see; no other visit does. */
export async function checksFrom(
  { kind, checks = [] }: Pick<InspectionInput, 'kind' | 'checks'>,
  known: () => Promise<readonly Checkable[]>,
): Promise<Check[]> {
  if (kind !== 'follow_up') return [];
  const offered = await known();
  if (checks.length === 0 && offered.length > 0) refuse('checks', 'inspections:errors.nothingToCheck');
  return checks.map((id) => {
    const found = offered.find((one) => one.id === id);
    if (found === undefined) refuse('checks', 'errors:choose');
    return { findingId: found.id, number: found.number };
  });
}
