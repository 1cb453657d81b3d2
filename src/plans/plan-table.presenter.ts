import { number, text, type Column } from '../exports/table-file.js';
import { inLanguage } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import type { LineRow, Made } from './plan.queries.js';
import { standingOf } from './plan-line.js';
import { presentStanding, printSpan } from './plan-words.js';

/** The columns of a plan's lines as a file; `made` are the inspections that came of them, as the reader may know. */
export function lineColumns(
  { t, language }: Visit,
  made: Map<string, Made>,
  today: string,
): Column<LineRow>[] {
  const person = ({ team }: LineRow, duty: string) =>
    team
      .filter((member) => member.duty === duty)
      .map(({ name }) => name)
      .join('; ');
  return [
    text(t('units:field.code'), 10, ({ unit }) => unit.code),
    text(t('plans:column.unit'), 30, ({ unit }) => inLanguage(unit.name, language)),
    text(t('inspections:file.kind'), 24, ({ kind }) => t(`inspections:kind.${kind}`)),
    text(t('inspections:file.topic'), 40, ({ topic }) => inLanguage(topic, language)),
    text(t('plans:column.when'), 16, (line) => printSpan(line, language, t)),
    text(t('plans:tally.moved'), 16, ({ approved }) =>
      approved === undefined ? '' : t('plans:movedFrom', { span: printSpan(approved, language, t) }),
    ),
    text(
      t('plans:column.standing'),
      16,
      (line) => presentStanding(standingOf(line, made.get(line.id), today), t).text,
    ),
    text(t('plans:column.inspection'), 16, ({ id }) => made.get(id)?.number),
    text(t('inspections:file.head'), 24, (line) => person(line, 'head')),
    text(t('inspections:duty.member'), 40, (line) => person(line, 'member')),
    number(t('plans:tally.amended'), ({ amendments }) => amendments.length),
  ];
}
