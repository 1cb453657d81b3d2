import { placesOfCase } from '../custody/places.queries.js';
import { FindingModel } from '../findings/finding.model.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Day } from '../shared/dates.js';
import type { UnitSnapshot } from '../units/unit.js';
import type { ClosedCase, ListedFile } from './disposal.js';
import { inspectionIdOf, retentionId } from './retention.js';
import { RetentionModel } from './retention.model.js';

const MOST = 500;

/** Of which cases it is asked: of these, or of all but these. */
export type Which = { $in: string[] } | { $nin: string[] };

/** Those of the cases in which something serious was found. */
export async function seriousAmong(ids: readonly string[]): Promise<Set<string>> {
  const found = await FindingModel.distinct('inspectionId', {
    inspectionId: { $in: [...ids] },
    severity: 'serious',
    state: { $ne: 'withdrawn' },
  });
  return new Set(found);
}

/** For how many years the files of these cases are kept by a decision of their own. */
async function ownYears(ids: readonly string[]): Promise<Map<string, number>> {
  const found = await RetentionModel.find({ _id: { $in: ids.map(retentionId) } }, { years: 1 }).lean();
  return new Map(
    found.flatMap(({ _id, years }) =>
      typeof years === 'number' ? [[inspectionIdOf({ id: _id }), years]] : [],
    ),
  );
}

/** Cases of an authority that were closed before a day, the earliest first, and what their term follows from. */
export async function closedBefore(authorityId: string, day: Day, which: Which): Promise<ClosedCase[]> {
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
  const [serious, years] = await Promise.all([seriousAmong(ids), ownYears(ids)]);
  return found.map(({ _id, number, unit, closedOn }) => {
    const own = years.get(_id);
    return {
      id: _id,
      number: number ?? '',
      unit: unit as UnitSnapshot,
      closedOn: closedOn ?? day,
      serious: serious.has(_id),
      ...(own === undefined ? {} : { own }),
    };
  });
}

/** Every file of a case, once. */
export async function filesOf(inspectionId: string): Promise<ListedFile[]> {
  const places = await placesOfCase(inspectionId);
  const files = new Map(places.map(({ file }) => [file.id, file]));
  return [...files.values()].map(({ id, name, size, sha256 }) => ({ id, inspectionId, name, size, sha256 }));
}
