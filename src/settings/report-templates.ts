import type { Day } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import type { Bilingual } from '../shared/language.js';
import type { SettingsRecord } from './settings.js';

/** A part of a report: whether it is printed, and under which heading; an empty heading is the usual one. */
export type TemplateSection = { name: string; on: boolean; heading: Bilingual };

/** What the reports of a kind (month, quarter, …) say from a day on, in this order; and which annexes they have. */
export type TemplateEntry = { kind: string; validFrom: Day; sections: TemplateSection[]; annexes: string[] };

/** The entries of a kind, the earliest first. */
export const templatesOf = (entries: readonly TemplateEntry[], kind: string): TemplateEntry[] =>
  entries.filter((entry) => entry.kind === kind).sort((a, b) => a.validFrom.localeCompare(b.validFrom));

/** The template of a kind in force on a day; undefined while the usual one holds. */
export const templateOn = (
  entries: readonly TemplateEntry[],
  kind: string,
  day: Day,
): TemplateEntry | undefined => templatesOf(entries, kind).findLast(({ validFrom }) => validFrom <= day);

/** Enters a template from a day on, in place of the one that was entered for the same day. Those of past days stay. */
export function withTemplate(settings: SettingsRecord, added: TemplateEntry, today: Day): SettingsRecord {
  if (added.validFrom < today) refuse('validFrom', 'settings:errors.templateInPast');
  const others = (settings.reportTemplates ?? []).filter(
    ({ kind, validFrom }) => kind !== added.kind || validFrom !== added.validFrom,
  );
  return { ...settings, reportTemplates: [...others, added] };
}
