import { codeIn, everyPlace, type Edition } from '../checklists/sign-succession.js';
import {
  byCode,
  inForceOn,
  signsIn,
  type CatalogueRecord,
  type SignReference,
} from '../checklists/sign-catalogue.js';
import { writeSigns } from '../findings/sign-choice.js';
import type { Day } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import type { FindingTally } from './finding-figures.js';
import { sumUp, type Spread } from './scope.js';

/** By which version of the catalogue findings are counted: the one each was recorded under, or this one. */
export type SignBasis = 'recorded' | number;

/**
 * The version of the catalogue that a term asks for. Left to itself it is the one in force at the end of the term, so that
 * a later version changes no figure of a term that is over; before the first there is the first.
 */
export function signBasisOf(
  asked: SignBasis | undefined,
  versions: readonly CatalogueRecord[],
  day: Day,
): SignBasis {
  if (asked === undefined) return (inForceOn([...versions], day) ?? versions.at(-1))?.number ?? 'recorded';
  const isKnown = asked === 'recorded' || versions.some(({ number }) => number === asked);
  return isKnown ? asked : refuse('signs', 'reports:errors.noSuchSigns');
}

/**
 * Findings of one sign. `word` stands in the keys of its figures, `choice` in the addresses of its lists; issued reports
 * from before signs could be counted by a version have neither.
 */
export type SignLine = {
  sign: Pick<SignReference, 'code' | 'text' | 'provisional'>;
  counts: Spread;
  word?: string;
  choice?: string;
  /** The version to name beside it: everything is counted as recorded, or this sign is not in the version that counts. */
  version?: number;
};

/** Where a finding's sign is counted. */
type Place = { sign: SignReference; word: string; choice: string; version?: number };

const asRecorded = (sign: SignReference): Place => {
  const word = writeSigns([sign]);
  return { sign, word, choice: word, version: sign.version };
};

/** All signs of all versions that one sign of a version stands for. One code that all share needs no version beside it. */
function choiceFor(editions: readonly Edition[], code: string, at: number): string {
  const places = everyPlace(editions);
  const meant = places.filter((place) => codeIn(editions, place, at) === code);
  const isSame = places.every((place) => (place.code === code) === meant.includes(place));
  return isSame ? code : writeSigns(meant);
}

function placesBy(editions: readonly Edition[], by: SignBasis): (sign: SignReference) => Place {
  if (by === 'recorded') return asRecorded;
  const signs = signsIn(editions.find(({ number }) => number === by)?.groups ?? []);
  return (recorded) => {
    const sign = signs.find(({ code }) => code === codeIn(editions, recorded, by));
    if (sign === undefined) return asRecorded(recorded);
    const { code } = sign;
    return { sign: { ...sign, version: by }, word: code, choice: choiceFor(editions, code, by) };
  };
}

/** Findings by sign, in the order of the catalogue; signs that are not in the version that counts come last. */
export function signLines(
  tallies: readonly FindingTally[],
  editions: readonly Edition[],
  by: SignBasis,
): SignLine[] {
  const placeOf = placesBy(editions, by);
  const places = new Map<string, Place>();
  const lines = new Map<string, Place & { same: FindingTally[] }>();
  for (const tally of tallies) {
    const recorded = writeSigns([tally.sign]);
    const place = places.get(recorded) ?? placeOf(tally.sign);
    places.set(recorded, place);
    const line = lines.get(place.word);
    if (line === undefined) lines.set(place.word, { ...place, same: [tally] });
    else line.same.push(tally);
  }
  const isGone = ({ version }: Place) => Number(by !== 'recorded' && version !== undefined);
  return [...lines.values()]
    .sort((a, b) => isGone(a) - isGone(b) || byCode(a.sign, b.sign) || a.sign.version - b.sign.version)
    .map(({ sign: { code, text, provisional }, same, version, ...words }) => ({
      sign: { code, text, provisional },
      counts: sumUp(same),
      ...words,
      ...(version === undefined ? {} : { version }),
    }));
}
