import type { Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { limitsOn } from '../settings/limits.js';
import type { SettingsRecord } from '../settings/settings.js';
import type { SettingsService } from '../settings/settings.service.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { Invalid } from '../shared/errors.js';
import type { Choice } from '../units/unit-choice.js';
import type { Disk } from './disk.js';
import { levelOf, quotaOn, sumBy, type SpaceCount } from './space.js';
import type { QuotaInput } from './quota.form.js';
import type { SpaceRepository } from './space.repository.js';

export type SpaceDeps = {
  clock: Clock;
  repository: SpaceRepository;
  settings: Pick<SettingsService, 'get' | 'addQuota'>;
  resolveUnit: (text: string, day: Day) => Promise<Choice>;
  /** The disk that the data lie on; undefined where they lie on another machine. */
  disk: () => Promise<Disk | undefined>;
};
export type Space = { count: SpaceCount | undefined; disk: Disk | undefined; settings: SettingsRecord };

/** How long a sum of the files of a unit is believed, what has come meanwhile added. Milliseconds. */
const FRESH = 60_000;

/** What the space is used for, and how much of it a unit may use. */
export function spaceService({ clock, repository, settings, resolveUnit, disk }: SpaceDeps) {
  const known = new Map<string, { at: number; bytes: number }>();

  async function usedBy(unitId: string): Promise<number> {
    const now = clock.now().getTime();
    const found = known.get(unitId);
    if (found !== undefined && now - found.at < FRESH) return found.bytes;
    const bytes = await repository.bytesOf(unitId);
    known.set(unitId, { at: now, bytes });
    return bytes;
  }

  async function left(unitId: string, used: number): Promise<number> {
    const quota = quotaOn(await settings.get(), unitId, dayOf(clock.now()));
    return Math.max(0, quota.bytes - used);
  }

  return {
    /** Bytes that people of a unit may still send. */
    roomOf: async (unitId: string): Promise<number> => left(unitId, await usedBy(unitId)),

    /** The same without waiting for the sum, which is made anew meanwhile; undefined until there is one. */
    async roomAtHand(unitId: string): Promise<number | undefined> {
      const found = known.get(unitId);
      // What pages say beforehand holds nobody up; the upload itself asks again.
      void usedBy(unitId).catch(() => undefined);
      return found === undefined ? undefined : left(unitId, found.bytes);
    },

    /** A file of this unit has come. */
    took(unitId: string, bytes: number): void {
      const found = known.get(unitId);
      if (found !== undefined) found.bytes += bytes;
    },

    /** Counts everything anew: work by the clock, for it reads what is stored. */
    async count(): Promise<{ files: number }> {
      const uses = await repository.uses();
      const [stored, others] = [await repository.stored(), await repository.others()];
      await repository.save({ at: clock.now(), uses, stored, others });
      return { files: uses.reduce((sum, { files }) => sum + files, 0) };
    },

    /** What was counted last, with the disk as it is now. */
    async show(actor: Actor): Promise<Space> {
      assertAllowed(actor, 'settings.manage');
      return { count: await repository.last(), disk: await disk(), settings: await settings.get() };
    },

    /** How many units have used so much of their quota that somebody should think of it. */
    async nearlyFull(actor: Actor): Promise<number> {
      assertAllowed(actor, 'settings.manage');
      const [found, dated, day] = [await repository.last(), await settings.get(), dayOf(clock.now())];
      const { warnPercent } = limitsOn(dated.limits ?? [], 'space', day);
      const byUnit = [...sumBy(found?.uses ?? [], ({ unitId }) => unitId)];
      return byUnit.filter(
        ([unitId, { bytes }]) =>
          unitId !== '' && levelOf(bytes, quotaOn(dated, unitId, day).bytes, warnPercent) !== 'good',
      ).length;
    },

    /** Sets what one unit may use from a day on. */
    async setQuota(actor: Actor, { version, unit, validFrom, gigabytes }: QuotaInput): Promise<void> {
      assertAllowed(actor, 'settings.manage');
      const found = await resolveUnit(unit, validFrom);
      if (!('unit' in found))
        throw new Invalid([{ field: 'unit', message: found.error, values: found.values }]);
      await settings.addQuota(actor, version, {
        unitId: found.unit.id,
        unit: found.unit.name.vi,
        validFrom,
        gigabytes,
      });
    },
  };
}
