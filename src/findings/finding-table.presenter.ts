import { day, number, text, type Column } from '../exports/table-file.js';
import { inLanguage } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import type { FindingFileRow } from './finding.queries.js';
import { presentLamp, type Judge } from './finding-row.presenter.js';
import { findingNumber, NO_DUE_DATE } from './finding.js';

/** The columns of the list of findings as a file: one line for each finding. */
export function findingColumns({ t, language }: Visit, judge: Judge): Column<FindingFileRow>[] {
  const label = (name: string) => t(`findings:file.${name}`);
  const daysLate = (row: FindingFileRow) => {
    const lamp = judge(row);
    return lamp.signal === 'overdue' || lamp.signal === 'remedied_late' ? lamp.days : undefined;
  };
  const signOf = ({ sign }: FindingFileRow) =>
    `${inLanguage(sign.text, language)}${sign.provisional ? ` (${t('reports:provisionalSign')})` : ''}`;
  return [
    text(label('number'), 17, findingNumber),
    text(label('unitCode'), 9, (row) => row.unit.code),
    text(label('unit'), 28, (row) => inLanguage(row.unit.name, language)),
    text(label('authority'), 28, (row) => inLanguage(row.authority.name, language)),
    text(label('state'), 20, (row) => t(`findings:state.${row.state}`)),
    text(label('severity'), 14, (row) => t(`findings:severity.${row.severity}`)),
    text(label('signCode'), 9, (row) => row.sign.code),
    text(label('sign'), 40, signOf),
    text(label('seen'), 60, (row) => row.seen),
    text(label('legalBasis'), 30, (row) => row.legalBasis),
    text(label('mustDo'), 60, (row) => row.mustDo),
    text(label('responsiblePost'), 28, (row) => row.responsiblePost),
    day(label('foundOn'), (row) => row.foundOn),
    day(label('dueOn'), (row) => (row.dueOn === NO_DUE_DATE ? undefined : row.dueOn)),
    day(label('firstDueOn'), (row) => row.firstDueOn),
    day(label('remediedOn'), (row) => row.remediedOn),
    day(label('closedOn'), (row) => row.closedOn),
    text(label('lamp'), 24, (row) => presentLamp(judge(row), t).text),
    number(label('daysLate'), daysLate),
    text(label('verifier'), 24, (row) => row.verifier?.name ?? ''),
    number(label('returned'), (row) => row.remediations.filter(isReturned).length),
  ];
}

const isReturned = ({ verification }: FindingFileRow['remediations'][number]): boolean =>
  verification?.outcome === 'returned';
