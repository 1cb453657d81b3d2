import { limitsOn } from '../settings/limits.js';
import { settingsFrame, versionIn } from '../settings/settings.presenter.js';
import { dayOf, printDay, printMoment } from '../shared/dates.js';
import { fieldMaker } from '../shared/fields.js';
import { type Bilingual, inLanguage, type Language, printNumber, printSize } from '../shared/language.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { GIGABYTE, levelOf, otherUses, quotaOn, sumBy, type SpaceCount } from './space.js';
import type { Space } from './space.service.js';

type Units = { names: Map<string, Bilingual>; suggestions: string[] };

const print = (bytes: number, language: Language): string =>
  bytes === 0
    ? '0 KB'
    : bytes >= GIGABYTE
      ? `${printNumber(bytes / GIGABYTE, language, 1)} GB`
      : printSize(bytes, language);
const percent = (bytes: number, of: number): number => (of === 0 ? 100 : Math.floor((bytes * 100) / of));

/** What lies in the database, by kind; of the originals also what it would be if equal ones were kept twice. */
function kindsOf({ uses, stored, others }: SpaceCount, { t, language }: Visit) {
  const sent = uses.reduce((sum, { bytes }) => sum + bytes, 0);
  const row = (kind: string, bytes: number, note = '') => ({
    label: t(`space:kind.${kind}`),
    size: print(bytes, language),
    note,
  });
  const saved = sent > stored ? t('space:saved', { size: print(sent - stored, language) }) : '';
  return [row('originals', stored, saved), ...otherUses.map((use) => row(use, others[use]))];
}

function unitsOf({ count, settings }: Space, { names }: Units, visit: Visit) {
  const { t, language } = visit;
  const day = dayOf(visit.now);
  const { warnPercent } = limitsOn(settings.limits ?? [], 'space', day);
  const byUnit = sumBy(count?.uses ?? [], ({ unitId }) => unitId);
  return [...byUnit].map(([unitId, { files, bytes }]) => {
    const name = names.get(unitId);
    const quota = quotaOn(settings, unitId, day);
    const level = levelOf(bytes, quota.bytes, warnPercent);
    return {
      name: name === undefined ? t('space:noUnit') : inLanguage(name, language),
      files: printNumber(files, language),
      size: print(bytes, language),
      quota: name === undefined ? '–' : `${printNumber(quota.bytes / GIGABYTE, language, 1)} GB`,
      isOwn: quota.isOwn ? t('space:own') : '',
      used: name === undefined ? '–' : `${printNumber(percent(bytes, quota.bytes), language)} %`,
      tag: name === undefined || level === 'good' ? null : { tone: level, text: t(`space:level.${level}`) },
    };
  });
}

/** What uses the space: by kind, by unit, by year; the free room of the disk; what single units may use. */
export function presentSpace(form: FormState, space: Space, units: Units, visit: Visit): Page {
  const { t, language } = visit;
  const { count, disk, settings } = space;
  const field = fieldMaker(t, form.values, form.errors);
  const short = { width: 'govuk-input--width-10', inputmode: 'numeric' };
  return {
    ...settingsFrame('space', form, t),
    lead: t('space:lead'),
    counted:
      count === undefined ? t('space:never') : t('space:counted', { at: printMoment(count.at, language) }),
    disk:
      disk === undefined
        ? t('space:noDisk')
        : t('space:disk', { free: print(disk.free, language), size: print(disk.size, language) }),
    kinds: count === undefined ? [] : kindsOf(count, visit),
    units: unitsOf(space, units, visit),
    years: [...sumBy(count?.uses ?? [], ({ year }) => year)]
      .sort(([a], [b]) => b - a)
      .map(([year, { files, bytes }]) => ({
        year: String(year),
        files: printNumber(files, language),
        size: print(bytes, language),
      })),
    quotas: [...(settings.quotas ?? [])].reverse().map(({ unitId, unit, validFrom, gigabytes }) => ({
      unit: inLanguage(units.names.get(unitId) ?? { vi: unit, en: unit }, language),
      from: printDay(validFrom, language),
      size: `${printNumber(gigabytes, language)} GB`,
    })),
    version: versionIn(form, settings),
    inputs: [
      field('unit', { label: 'space:field.unit', hint: true, suggestions: units.suggestions }),
      field('gigabytes', { label: 'space:field.gigabytes', ...short }),
      field('validFrom', { label: 'space:field.validFrom', hint: true, ...short }),
    ],
    buttons: { label: t('space:set'), cancel: null, saved: null },
  };
}
