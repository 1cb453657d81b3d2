import { number, text, type Column } from '../exports/table-file.js';
import { printMoment } from '../shared/dates.js';
import type { Visit } from '../web/visit.js';
import type { Letter } from './outbox.js';

/** The columns of the outbox as a file: to whom, and what became of it; what a letter says is not among them. */
export const letterColumns = ({ t, language }: Pick<Visit, 't' | 'language'>): Column<Letter>[] => {
  const moment = (at: Date | undefined) => (at === undefined ? undefined : printMoment(at, language));
  return [
    text(t('mail:to'), 28, ({ name }) => name),
    text(t('mail:address'), 32, ({ address }) => address),
    text(t('mail:subjectLabel'), 48, ({ subject }) => subject),
    text(t('mail:madeAt'), 18, ({ createdAt }) => moment(createdAt)),
    text(t('mail:stateLabel'), 16, ({ state }) => t(`mail:state.${state}`)),
    number(t('mail:tries'), ({ attempts }) => attempts),
    text(t('mail:sentOn'), 18, ({ sentAt }) => moment(sentAt)),
    text(t('mail:nextOn'), 18, ({ state, nextAt }) => (state === 'queued' ? moment(nextAt) : undefined)),
    text(t('mail:said'), 48, ({ failure }) => failure),
  ];
};
