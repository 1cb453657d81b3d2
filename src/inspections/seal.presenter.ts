import type { JournalEntry } from '../history/journal.model.js';
import { postOf } from '../policies/actor.js';
import { printMoment } from '../shared/dates.js';
import { printNumber, type Language, type Translate } from '../shared/language.js';
import type { Inspection } from './inspection.js';
import type { Looker } from './look.js';

/** `print`: the address of all this as a paper; none while it is sealed. */
export type SealFacts = {
  lookers: Looker[];
  journal: Pick<JournalEntry, 'seq' | 'eventSeq'>[];
  print?: string;
};

/** The acts after which the plan of a visit stood as its fingerprint says. */
const PLANNED = ['prepared', 'revised', 'approved'];

/** How a surprise visit was kept secret: what was planned, by its fingerprints in the journal, and who has looked. */
export function presentSeal(
  { history }: Pick<Inspection, 'history'>,
  { lookers, journal, print = '' }: SealFacts,
  { t, language }: { t: Translate; language: Language },
) {
  const lineOf = (seq: number) => journal.find(({ eventSeq }) => eventSeq === seq)?.seq;
  return {
    caption: t('inspections:seal.lookers'),
    print: print === '' ? null : { href: print, label: t('casefile:looks.print') },
    none: lookers.length === 0 ? t('inspections:seal.nobody') : '',
    prints: history
      .filter(({ action }) => PLANNED.includes(action))
      .map(({ seq, at, action, state }) => ({
        label: `${t(`history:action.${action}`)}, ${printMoment(at, language)}`,
        line: t('inspections:seal.line', { number: printNumber(lineOf(seq) ?? 0, language) }),
        fingerprint: state,
      })),
    rows: lookers.map(({ by, count, first, last }) => ({
      name: by.name,
      post: postOf(by, language),
      count: printNumber(count, language),
      first: printMoment(first, language),
      last: printMoment(last, language),
    })),
  };
}
export type SealView = ReturnType<typeof presentSeal>;
