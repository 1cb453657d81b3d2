import { z } from 'zod';
import { refuse } from '../shared/errors.js';
import { choice, day, idList, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import type { Day } from '../shared/dates.js';
import { batchActs, type BatchAct, type Chosen } from './batch.js';

export const writeChosen = ({ id, version: seen }: Chosen): string => `${id}:${seen}`;

/** The findings that were marked, each with the version that was shown. */
export function readChosen(fields: Fields): Chosen[] {
  const { chosen } = readForm(z.object({ chosen: idList() }), fields);
  const read = chosen.flatMap((written) => {
    const [, id = '', seen = ''] = /^([\w-]{1,40}):(\d{1,9})$/.exec(written) ?? [];
    return id === '' ? [] : [{ id, version: Number(seen) }];
  });
  if (read.length === 0) refuse('chosen', 'batches:errors.none');
  return read;
}

const head = z.object({ id: optionalText(40), act: choice(batchActs) });
const move = z.object({ dueOn: day(), reason: text(1000) });
const assign = z.object({ verifier: text(40), reason: optionalText(1000) });

export type BatchInput = {
  id: string;
  act: BatchAct;
  chosen: Chosen[];
  dueOn?: Day;
  /** The id of the person who is asked to judge. */
  verifier?: string;
  reason: string;
};

/** What is to be done, and to which findings. */
export function readBatch(fields: Fields): BatchInput {
  const chosen = readChosen(fields);
  const { id, act } = readForm(head, fields);
  const asked = { id, act, chosen };
  if (act === 'remind') return { ...asked, reason: '' };
  return act === 'assign'
    ? { ...asked, ...readForm(assign, fields) }
    : { ...asked, ...readForm(move, fields) };
}

export const readUndoing = (fields: Fields) => readForm(z.object({ version: version() }), fields);
