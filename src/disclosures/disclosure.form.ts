import { z } from 'zod';
import { textNames } from '../reports/writing.js';
import { choice, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import { breadths } from './disclosure.js';

const shape = z.object({
  version: version(),
  breadth: choice(breadths),
  /** The fingerprint of what was shown before; empty as long as nothing was shown. */
  shown: optionalText(64),
});

/** How much of a report is to be public, and which of its texts. */
export function readDisclosure(fields: Fields) {
  const input = readForm(shape, fields);
  const chosen = new Set([fields['texts'] ?? []].flat());
  return {
    ...input,
    texts: input.breadth === 'figures' ? [] : textNames.filter((name) => chosen.has(name)),
  };
}
export type DisclosureInput = ReturnType<typeof readDisclosure>;

const takingDown = z.object({ version: version(), reason: text(1000) });
export const readTakingDown = (fields: Fields) => readForm(takingDown, fields);
export type TakingDownInput = z.output<typeof takingDown>;
