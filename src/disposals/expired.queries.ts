import { placesOfCase } from '../custody/places.queries.js';
import { FindingModel } from '../findings/finding.model.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Day } from '../shared/dates.js';
import type { UnitSnapshot } from '../units/unit.js';
import type { ExpiredCase, ListedFile } from './disposal.js';

const MOST = 500;

/** Of which cases it is asked: of these, or of all but these. */
export type Which = { $in: string[] } | { $nin: string[] };

/** Cases of an authority that were closed before a day, the earliest first, and whether anything serious was found. */
export async function closedBefore(
  authorityId: string,
  day: Day,
  which: Which,
): Promise<Omit<ExpiredCase, 'years' | 'from'>[]> {
  const closed = {
    'authority.id': authorityId,
    state: 'closed' as const,
    closedOn: { $lte: day },
    _id: which,
  };
  const found = await InspectionModel.find(closed, { number: 1, unit: 1, closedOn: 1 })
    .sort({ closedOn: 1, _id: 1 })
    .limit(MOST)
    .lean();
  const ids = found.map(({ _id }) => _id);
  const serious = new Set(
    await FindingModel.distinct('inspectionId', {
      inspectionId: { $in: ids },
      severity: 'serious',
      state: { $ne: 'withdrawn' },
    }),
  );
  return found.map(({ _id, number, unit, closedOn }) => ({
    id: _id,
    number: number ?? '',
    unit: unit as UnitSnapshot,
    closedOn: closedOn ?? day,
    serious: serious.has(_id),
  }));
}

/** Every file of a case, once. */
export async function filesOf(inspectionId: string): Promise<ListedFile[]> {
  const places = await placesOfCase(inspectionId);
  const files = new Map(places.map(({ file }) => [file.id, file]));
  return [...files.values()].map(({ id, name, size, sha256 }) => ({ id, inspectionId, name, size, sha256 }));
}
