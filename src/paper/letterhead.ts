import { printDay, type Day } from '../shared/dates.js';
import { inLanguage, type Bilingual, type Language, type Translate } from '../shared/language.js';
import { signerOn, type Directive, type Letterhead, type Signer } from '../settings/settings.js';
import type { Unit } from '../units/unit.js';

/** In what language a paper is written, and its wordings. */
export type Tongue = { language: Language; t: Translate };

/** What a unit's papers need of the settings. */
export type Office = {
  city: Bilingual;
  directive: Directive;
  letterhead: Letterhead;
  signers: readonly Signer[];
};

/** Who issues a paper, where, and who signs it, in one language. */
export type Issuer = {
  superior: string[];
  issuer: string[];
  place: string;
  /** The abbreviation in the paper's number, `UBND` or `SNV`. */
  code: string;
  authority: string[];
  /** The name below the signature; empty when nobody was entered. */
  signer: string;
};

/** What a letterhead says of a unit. */
export type Issuing = Pick<Unit, 'kind' | 'name' | 'code'>;

const KIND_WORDS =
  /^(thành phố|quận|huyện|thị xã|phường|xã|thị trấn) | (city|district|town|ward|commune|township)$/giu;

/** The name of a place without the word for its kind: Hà Nội, Văn Miếu - Quốc Tử Giám. */
export const placeOf = (name: string): string => name.normalize('NFC').replace(KIND_WORDS, '').trim();

/** First letters, as papers are numbered: SỞ NỘI VỤ gives SNV; a people's committee is UBND everywhere. */
export function codeOf(issuer: string): string {
  const name = issuer.normalize('NFC').toUpperCase().trim();
  if (/^(ỦY|UỶ) BAN NHÂN DÂN|^UBND/u.test(name)) return 'UBND';
  const words = name.split(/[\s,–-]+/u).filter((word) => /^\p{L}/u.test(word) && word !== 'VÀ');
  return words.map((word) => word[0] ?? '').join('');
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** The city's report is issued by the body named in the settings. */
function cityIssuer({ letterhead, signers }: Office, language: Language, day: Day): Issuer {
  const { superior, issuer, place } = letterhead;
  const signer = { name: '', ...letterhead.signer, ...signerOn(signers, day) };
  return {
    superior: lines(inLanguage(superior, language)),
    issuer: lines(inLanguage(issuer, language)),
    place: inLanguage(place, language),
    code: codeOf(issuer.vi),
    authority: [signer.authority, signer.post].flatMap((text) => lines(inLanguage(text, language))),
    signer: signer.name,
  };
}

/**
 * A department stands below the city's people's committee; a ward or district has a people's committee of its own.
 * Who signs for the city is who was entered for the day of the paper.
 */
export function issuerOf(unit: Issuing, office: Office, { language, t }: Tongue, day: Day): Issuer {
  if (unit.kind === 'city') return cityIssuer(office, language, day);
  const name = inLanguage(unit.name, language).toUpperCase();
  const words = (key: string, values = {}) => lines(t(`paper:${key}`, values));
  if (unit.kind === 'department') {
    return {
      superior: words('cityCommittee', { city: inLanguage(office.city, language).toUpperCase() }),
      issuer: [name],
      place: inLanguage(office.letterhead.place, language),
      code: unit.code,
      authority: words('director'),
      signer: '',
    };
  }
  return {
    superior: [],
    issuer: words('committee', { name }),
    place: placeOf(inLanguage(unit.name, language)),
    code: 'UBND',
    authority: words('chair'),
    signer: '',
  };
}

/** A team issues in its own name, below the office that sent it, and numbers by itself: 03/BB-ĐKT. */
export function teamIssuer({ issuer, place }: Issuer, head: string, { t }: Tongue): Issuer {
  return {
    superior: issuer,
    issuer: lines(t('paper:team')),
    place,
    code: 'ĐKT',
    authority: lines(t('paper:teamHead')),
    signer: head,
  };
}

/** A name within a sentence: quận Long Biên, Sở Nội vụ. The words for levels of area are no part of the name. */
export function nameInText({ name, kind }: Pick<Unit, 'name' | 'kind'>, language: Language): string {
  const text = inLanguage(name, language);
  return language === 'vi' && kind !== 'department' ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** Whom papers address for a unit: Ủy ban nhân dân phường Ba Đình, Sở Xây dựng. */
export const bodyOf = (unit: Pick<Unit, 'name' | 'kind'>, { language, t }: Tongue): string =>
  unit.kind === 'department'
    ? inLanguage(unit.name, language)
    : t('paper:bodyOf', { name: nameInText(unit, language) });

/** To whom a unit reports: the city to the body behind the directive, everybody else to the committee above. */
export function addresseeOf(unit: Unit, parent: Unit | undefined, office: Office, tongue: Tongue): string {
  const { language, t } = tongue;
  if (unit.kind === 'city' || parent === undefined) return inLanguage(office.directive.body, language);
  return t('paper:committeeOf', { name: nameInText(parent, language) });
}

const padded = (value: number, below: number): string => String(value).padStart(value < below ? 2 : 1, '0');

/** ngày 05 tháng 01 năm 2020. Decree 30/2020, Annex I: a nought before days below 10 and before months 1 and 2 only. */
export function officialDay(day: Day, { language, t }: Tongue): string {
  if (language === 'en') return printDay(day, language);
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return t('paper:day', { day: padded(date, 10), month: padded(month, 3), year });
}

/** A day that is still to be written in by hand: the place alone is known. */
export const placeAndBlank = (place: string, { t }: Tongue): string => `${place}, ${t('paper:blankDay')}`;

/** Left blank: the number is given by the clerk after the paper has been signed (Decree 30/2020, Article 15). */
export const BLANK = '\u00a0'.repeat(10);

export const placeAndDate = (place: string, day: Day, tongue: Tongue): string =>
  `${place}, ${officialDay(day, tongue)}`;
