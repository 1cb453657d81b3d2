import type { InTransaction } from '../database/connect.js';
import { factsOf } from '../history/event.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { Stale } from '../shared/errors.js';
import type { GeneralSettings } from './settings.form.js';
import { defaultSettings } from './settings.data.js';
import { limitsOn, withLimits, type LimitEntry, type LimitGroup } from './limits.js';
import { withMeasure, withoutMeasure, type Measure } from './measures.js';
import { templateOn, withTemplate, type TemplateEntry } from './report-templates.js';
import {
  basesOn,
  termsOn,
  withBasis,
  withoutBasis,
  withoutSigner,
  withQuota,
  withSigner,
  withTerms,
  type LegalBasis,
  type Quota,
  type Settings,
  type SettingsRecord,
  type Signer,
  type Terms,
} from './settings.js';
import { fileFamilies, type FileRules } from '../web/file-kinds.js';
import type { SettingsRepository } from './settings.repository.js';

export type SettingsDeps = { clock: Clock; inTransaction: InTransaction; repository: SettingsRepository };

/** What a setup says; everything else starts with its default. */
export type FirstSettings = Pick<Settings, 'city' | 'cityUnitId'> &
  Partial<Pick<Settings, 'directive' | 'letterhead' | 'terms' | 'legalBases'>>;

/** What differs from city to city, with validity dates where the law changes. */
export function settingsService({ clock, inTransaction, repository }: SettingsDeps) {
  const get = async (): Promise<SettingsRecord> => (await repository.find()) ?? defaultSettings();

  /** One change, on the version that was shown. */
  async function edit(
    actor: Actor,
    seen: number,
    action: string,
    change: (settings: SettingsRecord) => SettingsRecord,
  ): Promise<SettingsRecord> {
    assertAllowed(actor, 'settings.manage');
    const act = { at: clock.now(), by: authorOf(actor), action };
    return inTransaction(async (tx) => {
      const before = await repository.find(tx);
      if ((before?.version ?? 0) !== seen) throw new Stale('settings');
      return before === undefined
        ? repository.create(factsOf(change(defaultSettings())), act, tx)
        : repository.change(before, change(before), act, tx);
    });
  }

  return {
    get,

    /** Whether a setup has taken place. */
    begun: async (): Promise<boolean> => (await repository.find()) !== undefined,

    /** Writes the first settings. Does nothing when there are settings already: safe to repeat. */
    async begin(by: Author, first: FirstSettings): Promise<SettingsRecord> {
      return inTransaction(async (tx) => {
        const known = await repository.find(tx);
        if (known !== undefined) return known;
        const act = { at: clock.now(), by, action: 'begun' };
        return repository.create(factsOf({ ...defaultSettings(), ...first }), act, tx);
      });
    },

    /** Working days for the remediation of a finding that is fixed on a day. */
    async termFor(severity: keyof Terms['workingDays'], day: Day): Promise<number> {
      const { terms } = await get();
      return (termsOn(terms, day) ?? termsOn(defaultSettings().terms, day))?.workingDays[severity] ?? 0;
    },

    /** Legal bases to offer on a day. */
    legalBasesOn: async (day: Day): Promise<string[]> => basesOn((await get()).legalBases, day),

    save: (actor: Actor, seen: number, settings: GeneralSettings) =>
      edit(actor, seen, 'revised', (before) => ({
        ...before,
        ...settings,
        letterhead: { ...before.letterhead, ...settings.letterhead },
      })),

    addTerms: (actor: Actor, seen: number, terms: Terms) =>
      edit(actor, seen, 'terms_added', (before) => withTerms(before, terms, dayOf(clock.now()))),

    /** The numbers of a rule on a day. */
    /** What may be sent in today. */
    async fileRules(): Promise<FileRules> {
      const { megabytes, most, ...taken } = limitsOn((await get()).limits ?? [], 'files', dayOf(clock.now()));
      return { megabytes, most, families: fileFamilies.filter((family) => taken[family] === 1) };
    },

    limits: async <G extends LimitGroup>(group: G, day: Day) =>
      limitsOn((await get()).limits ?? [], group, day),

    addLimits: (actor: Actor, seen: number, entry: LimitEntry) =>
      edit(actor, seen, 'limits_added', (before) => withLimits(before, entry, dayOf(clock.now()))),

    addQuota: (actor: Actor, seen: number, quota: Quota) =>
      edit(actor, seen, 'quota_added', (before) => withQuota(before, quota, dayOf(clock.now()))),
    /** The template of the reports of a kind on a day; undefined while the usual one holds. */
    reportTemplate: async (kind: string, day: Day) =>
      templateOn((await get()).reportTemplates ?? [], kind, day),

    addReportTemplate: (actor: Actor, seen: number, entry: TemplateEntry) =>
      edit(actor, seen, 'template_added', (before) => withTemplate(before, entry, dayOf(clock.now()))),

    /** Enters who signs from a day on. */
    addSigner: (actor: Actor, seen: number, signer: Signer) =>
      edit(actor, seen, 'signer_added', (before) => withSigner(before, signer)),

    removeSigner: (actor: Actor, seen: number, validFrom: Day) =>
      edit(actor, seen, 'signer_removed', (before) => withoutSigner(before, validFrom)),

    /** Adds a legal basis, or changes the one with the same id. */
    saveBasis: (actor: Actor, seen: number, basis: LegalBasis) =>
      edit(actor, seen, 'basis_saved', (before) => withBasis(before, basis)),

    /** Adds a measure, or changes the one with the same id. */
    saveMeasure: (actor: Actor, seen: number, measure: Measure) =>
      edit(actor, seen, 'measure_saved', (before) => withMeasure(before, measure)),

    removeMeasure: (actor: Actor, seen: number, id: string) =>
      edit(actor, seen, 'measure_removed', (before) => withoutMeasure(before, id)),

    removeBasis: (actor: Actor, seen: number, id: string) =>
      edit(actor, seen, 'basis_removed', (before) => withoutBasis(before, id)),
  };
}
export type SettingsService = ReturnType<typeof settingsService>;
