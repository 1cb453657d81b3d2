import type { Transaction } from '../database/connect.js';
import { journaledRepository, plain, type Announce } from '../history/journaled.repository.js';
import type { ReminderLine, Round } from './reminder.js';
import { RoundModel } from './round.model.js';

export function roundsRepository(announce?: Announce<Round>) {
  const store = journaledRepository<Round>('reminder_round', RoundModel as never, announce);
  return {
    create: store.create,
    change: store.change,
    find: (id: string, tx?: Transaction) => store.findOne({ _id: id }, tx),

    /** Everything that was reminded of these findings of a unit, the oldest first. */
    async linesOf(
      unitId: string,
      findingIds: readonly string[],
      tx?: Transaction,
    ): Promise<(ReminderLine & { day: string })[]> {
      const query = { 'unit.id': unitId, 'lines.findingId': { $in: findingIds } };
      const found = await RoundModel.find(query, { day: 1, lines: 1 })
        .sort({ day: 1 })
        .session(tx ?? null)
        .lean<Pick<Round, 'day' | 'lines'>[]>();
      const wanted = new Set(findingIds);
      return found.flatMap(({ day, lines }) =>
        lines.filter(({ findingId }) => wanted.has(findingId)).map((line) => ({ ...line, day })),
      );
    },

    async *all(): AsyncGenerator<Round> {
      for await (const found of RoundModel.find().lean().cursor()) yield plain<Round>(found);
    },
  };
}
export type RoundsRepository = ReturnType<typeof roundsRepository>;
