import { limitsOn } from '../settings/limits.js';
import type { Quota, Settings } from '../settings/settings.js';
import type { Day } from '../shared/dates.js';

export const GIGABYTE = 1_000_000_000;

/** What the files of a unit use that came in one year, as they were sent: equal ones count each time. */
export type FileUse = { unitId: string; year: number; files: number; bytes: number };

/** What else is kept beside the originals. */
export const otherUses = ['copies', 'coming', 'mail', 'papers'] as const;
export type OtherUse = (typeof otherUses)[number];

/** What was counted last. `stored` are the bytes of all originals, each content once. */
export type SpaceCount = {
  at: Date;
  uses: FileUse[];
  stored: number;
  others: Record<OtherUse, number>;
};

export type Level = 'good' | 'amber' | 'alarm';
export type QuotaOf = { bytes: number; isOwn: boolean };

type Dated = Pick<Settings, 'limits' | 'quotas'>;

/** How much a unit may use on a day: what was set for it alone, else what holds for all. */
export function quotaOn({ limits = [], quotas = [] }: Dated, unitId: string, day: Day): QuotaOf {
  const own = quotasOf(quotas, unitId).findLast(({ validFrom }) => validFrom <= day);
  const gigabytes = own?.gigabytes ?? limitsOn(limits, 'space', day).unitGigabytes;
  return { bytes: gigabytes * GIGABYTE, isOwn: own !== undefined };
}

const quotasOf = (quotas: readonly Quota[], unitId: string): Quota[] =>
  quotas.filter((quota) => quota.unitId === unitId).sort((a, b) => a.validFrom.localeCompare(b.validFrom));

export const levelOf = (bytes: number, quota: number, warnPercent: number): Level =>
  bytes >= quota ? 'alarm' : bytes * 100 >= quota * warnPercent ? 'amber' : 'good';

/** Sums by one property, the largest first. */
export function sumBy<K>(
  uses: readonly FileUse[],
  of: (use: FileUse) => K,
): Map<K, Omit<FileUse, 'unitId' | 'year'>> {
  const sums = new Map<K, { files: number; bytes: number }>();
  for (const use of uses) {
    const before = sums.get(of(use)) ?? { files: 0, bytes: 0 };
    sums.set(of(use), { files: before.files + use.files, bytes: before.bytes + use.bytes });
  }
  return new Map([...sums].sort(([, a], [, b]) => b.bytes - a.bytes));
}
