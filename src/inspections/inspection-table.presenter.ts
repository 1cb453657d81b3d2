import { day, number, text, type Column } from '../exports/table-file.js';
import { inLanguage } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import type { InspectionFileRow } from './inspection.queries.js';
import type { Tally } from './inspection.js';

/** The columns of the list of inspections as a file: one line for each case, everything that one sorts and sums by. */
export function inspectionColumns(
  { t, language }: Visit,
  tallyOf: (row: InspectionFileRow) => Tally,
): Column<InspectionFileRow>[] {
  const label = (name: string) => t(`inspections:file.${name}`);
  return [
    text(label('number'), 15, (row) => row.number),
    text(label('state'), 16, (row) => t(`inspections:state.${row.state}`)),
    text(label('mode'), 14, (row) => t(`inspections:mode.${row.mode}`)),
    text(label('kind'), 24, (row) => t(`inspections:kind.${row.kind}`)),
    text(label('topic'), 40, (row) => inLanguage(row.topic, language)),
    text(label('authority'), 28, (row) => inLanguage(row.authority.name, language)),
    text(label('unitCode'), 9, (row) => row.unit.code),
    text(label('unit'), 28, (row) => inLanguage(row.unit.name, language)),
    text(label('decision'), 18, (row) => row.decision.number),
    text(label('head'), 24, (row) => row.team.find(({ duty }) => duty === 'head')?.name),
    day(label('plannedFrom'), (row) => row.plannedFrom),
    day(label('plannedTo'), (row) => row.plannedTo),
    day(label('openedOn'), (row) => row.openedOn),
    day(label('concludedOn'), (row) => row.concludedOn),
    day(label('closedOn'), (row) => row.closedOn),
    number(label('findings'), (row) => tallyOf(row).total),
    number(label('open'), (row) => tallyOf(row).open),
    day(label('nextDueOn'), (row) => tallyOf(row).nextDueOn),
  ];
}
