import { findingQuery } from '../findings/finding.queries.js';
import { FindingModel } from '../findings/finding.model.js';
import type { Actor } from '../policies/actor.js';
import type { Day, Month } from '../shared/dates.js';
import { factNames, queriesOf, rowsOf, type Counted, type FactRow } from './facts.js';

type Group = { _id: { unit: string; post?: string }; vi: string; en: string; count: number };

/**
 * The figures of a month within the actor's reach: of every unit, or of the posts of one. Each is counted by the very
 * query of the list that it opens.
 */
export async function factsOf(actor: Actor, month: Month, today: Day, unitId?: string): Promise<FactRow[]> {
  const queries = queriesOf(month, today);
  const own = unitId === undefined ? {} : { unit: unitId };
  const counted = await Promise.all(
    factNames.map(async (name): Promise<Counted[]> => {
      const match = findingQuery(actor, { view: 'all', ...queries[name], ...own }, today);
      const id = { unit: '$unit.id', ...(unitId === undefined ? {} : { post: '$responsiblePost' }) };
      const groups = await FindingModel.aggregate<Group>([
        { $match: match },
        {
          $group: {
            _id: id,
            vi: { $first: '$unit.name.vi' },
            en: { $first: '$unit.name.en' },
            count: { $sum: 1 },
          },
        },
      ]);
      return groups.map(({ _id, vi, en, count }) => ({
        name,
        unitId: _id.unit,
        unit: vi,
        unitEnglish: en,
        post: _id.post ?? '',
        count,
      }));
    }),
  );
  return rowsOf(counted.flat());
}
