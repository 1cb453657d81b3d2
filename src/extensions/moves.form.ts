import { z } from 'zod';
import { isDay, type Day } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import { idList, readForm, text, type Fields } from '../shared/form.js';

/** A due date that was marked: of which finding, and where it was shown to go. */
export type Move = { id: string; dueOn: Day };
export const writeMove = ({ id, dueOn }: Move): string => `${id}:${dueOn}`;

const shape = z.object({ id: text(40), reason: text(1000), move: idList() });
export type MovesInput = { id: string; reason: string; chosen: Move[] };

export function readMoves(fields: Fields): MovesInput {
  const { id, reason, move } = readForm(shape, fields);
  const chosen = move.flatMap((written) => {
    const [finding = '', dueOn = ''] = written.split(':');
    return isDay(dueOn) ? [{ id: finding, dueOn }] : [];
  });
  if (chosen.length === 0) refuse('move', 'extensions:errors.noneMarked');
  return { id, reason, chosen };
}
