import { day, number, text, type Column } from '../exports/table-file.js';
import { inLanguage } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import { numberOf, presentDrawState } from './draw-words.js';
import type { DrawRow } from './draw.js';

/** The columns of the draws as a file. */
export function drawColumns({ t, language }: Visit): Column<DrawRow>[] {
  const drawnUnits = ({ drawn, list }: DrawRow): string =>
    drawn
      .flatMap((id) => list.candidates.filter((one) => one.id === id))
      .map(({ name, code }) => `${inLanguage(name, language)} (${code})`)
      .join('; ');
  return [
    text(t('draws:column.number'), 16, (draw) => numberOf(draw, t)),
    text(t('draws:column.state'), 18, (draw) => presentDrawState(draw, t).text),
    day(t('draws:column.at'), ({ drawnOn }) => drawnOn),
    text(t('draws:column.by'), 26, ({ drawer }) => drawer.name),
    number(t('draws:candidates'), ({ list }) => list.candidates.length),
    text(t('draws:column.drawn'), 60, drawnUnits),
  ];
}
