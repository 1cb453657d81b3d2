import type { Day } from '../shared/dates.js';
import type { FieldError } from '../shared/errors.js';
import type { InspectionInput } from './inspection.form.js';
import type { Inspection } from './inspection.js';

type Unusual = Pick<InspectionInput, 'plannedFrom' | 'decisionOn' | 'secretary'>;
type Before = Pick<Inspection, 'plannedFrom' | 'decision' | 'team'>;

/** What is unusual about a visit, as one word: whoever has said that he means it means just this. */
export const unusualOf = ({ plannedFrom, decisionOn, secretary }: Unusual): string =>
  [plannedFrom, decisionOn ?? '', secretary === '' ? 'alone' : ''].join('/');

const unusualBefore = ({ plannedFrom, decision, team }: Before): string =>
  unusualOf({
    plannedFrom,
    decisionOn: decision.on,
    secretary: team.some(({ duty }) => duty === 'secretary') ? 'somebody' : '',
  });

/**
 * What a visit may be but seldom is, so that it is asked and not refused: on a day off, before its decision, by a team
 * without a secretary. Nothing is asked twice: neither what `sure` answers nor what the case was saved with before.
 */
export function questionsAbout(
  input: Unusual & Pick<InspectionInput, 'sure'>,
  isOff: (day: Day) => boolean,
  before?: Before,
): FieldError[] {
  const word = unusualOf(input);
  if (input.sure === word || (before !== undefined && unusualBefore(before) === word)) return [];
  const { plannedFrom, decisionOn, secretary } = input;
  return [
    ...(isOff(plannedFrom) ? [{ field: 'plannedFrom', message: 'inspections:asked.dayOff' }] : []),
    ...(decisionOn !== undefined && decisionOn > plannedFrom
      ? [{ field: 'decisionOn', message: 'inspections:asked.beforeDecision' }]
      : []),
    ...(secretary === '' ? [{ field: 'secretary', message: 'inspections:asked.noSecretary' }] : []),
  ];
}

/** Whether the form was sent back with questions only a person can answer. */
export const wasAsked = (errors: readonly FieldError[]): boolean =>
  errors.some(({ message }) => message.startsWith('inspections:asked.'));
