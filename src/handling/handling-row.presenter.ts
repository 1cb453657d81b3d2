import { inLanguage } from '../shared/language.js';
import type { TagView } from '../web/parts.js';
import type { Visit } from '../web/visit.js';
import type { HandlingRow } from './handling.queries.js';
import type { Handling } from './handling.js';

type Reader = Pick<Visit, 't' | 'language'>;

/** Whether an entry still holds; nothing is said of one that does. */
export const standingTag = ({ standing }: Pick<Handling, 'standing'>, { t }: Reader): TagView | null =>
  standing === 'in_force' ? null : { text: t(`handling:standing.${standing}`), tone: 'plain' };

export const provisionalTag = ({ measure }: Pick<Handling, 'measure'>, { t }: Reader): TagView | null =>
  measure.provisional ? { text: t('handling:provisional'), tone: 'amber' } : null;

const decisionWords = ({ decision: { number, on, by } }: Pick<Handling, 'decision'>, { t }: Reader): string =>
  t('handling:decisionOf', { number, day: on, by });

/** One line of a list. Whose name it is stands on no list. */
export const presentHandlingRow = (row: HandlingRow, reader: Reader) => ({
  href: `/handling/${row.id}`,
  measure: inLanguage(row.measure.text, reader.language),
  standing: standingTag(row, reader),
  party: reader.t(`handling:party.${row.measure.party}`),
  who: row.who,
  unit: inLanguage(row.unit.name, reader.language),
  decision: decisionWords(row, reader),
  finding: {
    href: `/findings/${row.findingId}`,
    label: row.findingNumber,
    note: row.ofFailure ? reader.t('handling:ofFailure') : '',
  },
});
