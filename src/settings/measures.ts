import type { Day } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import type { Bilingual } from '../shared/language.js';
import type { SettingsRecord } from './settings.js';

/** Who answers: a collective, a cadre or civil servant, or a public employee; each under a text of its own. */
export const parties = ['collective', 'person', 'employee'] as const;
export type Party = (typeof parties)[number];

/** A form in which responsibility is handled, with the text that provides for it and the days on which that is in force. */
export type Measure = {
  id: string;
  party: Party;
  text: Bilingual;
  legalBasis: string;
  validFrom?: Day;
  validTo?: Day;
  /** It came with the product and nobody of the authority has compared it with the text. */
  provisional: boolean;
};

/** Whether it can be decided on a day. */
export const isInForce = ({ validFrom, validTo }: Pick<Measure, 'validFrom' | 'validTo'>, day: Day) =>
  (validFrom ?? '') <= day && (validTo === undefined || day <= validTo);

const isSame = (one: Measure, other: Measure): boolean =>
  one.party === other.party && one.text.vi === other.text.vi && one.legalBasis === other.legalBasis;

/** Enters a measure, or changes the one with this id. What was decided keeps its own words. */
export function withMeasure(settings: SettingsRecord, measure: Measure): SettingsRecord {
  const { validFrom, validTo, id } = measure;
  if (validFrom !== undefined && validTo !== undefined && validTo < validFrom)
    refuse('validTo', 'settings:errors.endsBeforeStart');
  const { measures } = settings;
  if (measures.some((known) => known.id !== id && isSame(known, measure)))
    refuse('textVi', 'settings:errors.measureKnown');
  const known = measures.some((one) => one.id === id);
  return {
    ...settings,
    measures: known ? measures.map((one) => (one.id === id ? measure : one)) : [...measures, measure],
  };
}

export const withoutMeasure = (settings: SettingsRecord, id: string): SettingsRecord => ({
  ...settings,
  measures: settings.measures.filter((measure) => measure.id !== id),
});
