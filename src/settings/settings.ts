import type { Journaled } from '../history/event.js';
import type { Day } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import type { Bilingual } from '../shared/language.js';
import type { TemplateEntry } from './report-templates.js';
import type { LimitEntry } from './limits.js';
import type { Measure } from './measures.js';

/** The document by which the inspections are ordered, and whose appendix holds the signs. */
export type Directive = { number: string; on: Day; body: Bilingual; title: Bilingual };

/** What stands at the head and the foot of a paper (Decree 30/2020, Annex I, boxes 2, 4 and 7). */
export type Letterhead = {
  superior: Bilingual;
  issuer: Bilingual;
  place: Bilingual;
  /** Who signs on days for which nobody was entered: without a name. */
  signer: { authority: Bilingual; post: Bilingual };
};

/** Who signs the city's papers from a day on. `authority` is such as TL. CHỦ TỊCH; empty for the head of the body. */
export type Signer = { validFrom: Day; authority: Bilingual; post: Bilingual; name: string };

/** Working days for the remediation of a finding, by severity, from a day on. */
export type Terms = { validFrom: Day; workingDays: { minor: number; moderate: number; serious: number } };

export const basisStatuses = ['read', 'practice', 'general'] as const;
/** How a legal basis is known: its text was read, it is cited in practice, or it is general knowledge. */
export type BasisStatus = (typeof basisStatuses)[number];

/** A legal basis offered while a finding is written. */
export type LegalBasis = { id: string; text: string; validFrom?: Day; validTo?: Day; status: BasisStatus };

/** What the people of one unit may send in all, from a day on. `unit` is its name as it was then. */
export type Quota = { unitId: string; unit: string; validFrom: Day; gigabytes: number };

export type Settings = {
  city: Bilingual;
  /** The unit that is the city; '' until the units are loaded. */
  cityUnitId: string;
  directive: Directive;
  letterhead: Letterhead;
  signers: Signer[];
  terms: Terms[];
  /** When a lamp turned amber, until that was a dated number (see limits.ts). */
  dueSoon: number;
  legalBases: LegalBasis[];
  /** The forms in which responsibility is handled. */
  measures: Measure[];
  /** Numbers that rules are made of, see limits.ts; none until somebody sets the first. */
  limits?: LimitEntry[];
  /** Units that may use more or less space than all others. */
  quotas?: Quota[];
  /** What the reports of each kind say, see report-templates.ts; none until somebody sets the first. */
  reportTemplates?: TemplateEntry[];
};

export type SettingsRecord = Settings & Journaled;

export const SETTINGS_ID = 'settings';

/** The terms in force on a day; those of the first entry for days before it. */
export function termsOn(terms: readonly Terms[], day: Day): Terms | undefined {
  const sorted = [...terms].sort((a, b) => a.validFrom.localeCompare(b.validFrom));
  return sorted.findLast((entry) => entry.validFrom <= day) ?? sorted[0];
}

/** Enters terms from a day on. Those of past days stay: deadlines that were fixed by them must stay explicable. */
export function withTerms(settings: SettingsRecord, added: Terms, today: Day): SettingsRecord {
  if (added.validFrom < today) refuse('validFrom', 'settings:errors.termsInPast');
  const others = settings.terms.filter((entry) => entry.validFrom !== added.validFrom);
  const terms = [...others, added].sort((a, b) => a.validFrom.localeCompare(b.validFrom));
  return { ...settings, terms };
}

/** Sets what a unit may use from a day on. */
export function withQuota(settings: SettingsRecord, added: Quota, today: Day): SettingsRecord {
  if (added.validFrom < today) refuse('validFrom', 'settings:errors.termsInPast');
  const others = (settings.quotas ?? []).filter(
    ({ unitId, validFrom }) => unitId !== added.unitId || validFrom !== added.validFrom,
  );
  return { ...settings, quotas: [...others, added] };
}

/** Who signs on a day. Undefined for days before the first entry. */
export const signerOn = (signers: readonly Signer[], day: Day): Signer | undefined =>
  [...signers]
    .sort((a, b) => a.validFrom.localeCompare(b.validFrom))
    .findLast(({ validFrom }) => validFrom <= day);

/** Enters who signs from a day on, in place of whoever was entered for the same day. */
export const withSigner = (settings: SettingsRecord, added: Signer): SettingsRecord => ({
  ...settings,
  signers: [...withoutSigner(settings, added.validFrom).signers, added].sort((a, b) =>
    a.validFrom.localeCompare(b.validFrom),
  ),
});

export const withoutSigner = (settings: SettingsRecord, validFrom: Day): SettingsRecord => ({
  ...settings,
  signers: settings.signers.filter((signer) => signer.validFrom !== validFrom),
});

/** Enters a legal basis, or changes the one with this id. */
export function withBasis(settings: SettingsRecord, basis: LegalBasis): SettingsRecord {
  if (basis.validFrom !== undefined && basis.validTo !== undefined && basis.validTo < basis.validFrom) {
    refuse('validTo', 'settings:errors.endsBeforeStart');
  }
  const twin = settings.legalBases.find((known) => known.text === basis.text && known.id !== basis.id);
  if (twin !== undefined) refuse('text', 'settings:errors.basisKnown');
  const known = settings.legalBases.some((entry) => entry.id === basis.id);
  const legalBases = known
    ? settings.legalBases.map((entry) => (entry.id === basis.id ? basis : entry))
    : [...settings.legalBases, basis];
  return { ...settings, legalBases };
}

export const withoutBasis = (settings: SettingsRecord, id: string): SettingsRecord => ({
  ...settings,
  legalBases: settings.legalBases.filter((entry) => entry.id !== id),
});

/** The legal bases in force on a day, as texts to choose from. */
export const basesOn = (bases: readonly LegalBasis[], day: Day): string[] =>
  bases
    .filter(({ validFrom, validTo }) => (validFrom ?? '') <= day && (validTo === undefined || day <= validTo))
    .map((basis) => basis.text);
