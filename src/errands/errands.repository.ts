import type { Transaction } from '../database/connect.js';
import { ErrandModel } from './errand.model.js';
import { slotOf, type Errand, type ErrandFailure, type ErrandFile, type ErrandState } from './errand.js';

type Stored = Record<string, unknown> & { _id: string };
const errandOf = ({ _id, slot: _slot, holder: _holder, ...rest }: Stored): Errand =>
  ({ id: _id, ...rest }) as unknown as Errand;

const DUPLICATE = 11000;
const OPEN = { $in: ['waiting', 'running'] as ErrandState[] };

/** Every file that an errand has made and that has not been removed yet. */
export async function* errandFiles(): AsyncGenerator<ErrandFile> {
  const found = ErrandModel.find({ file: { $exists: true } }, { file: 1 });
  for await (const { file } of found.lean<{ file: ErrandFile }[]>().cursor()) yield file;
}

/** Errands wait in the database, so that any copy of the product may do them, each once. */
export const errandsRepository = {
  /** Puts an errand down; the one that is asked for already, when there is one. */
  async ask(errand: Errand): Promise<Errand> {
    const { id, ...rest } = errand;
    try {
      await ErrandModel.create([{ _id: id, slot: slotOf(errand), ...rest }]);
      return errand;
    } catch (error) {
      if ((error as { code?: number }).code !== DUPLICATE) throw error;
      return (await this.open(slotOf(errand))) ?? errand;
    }
  },

  async find(id: string): Promise<Errand | undefined> {
    const found = await ErrandModel.findById(id).lean();
    return found === null ? undefined : errandOf(found);
  },

  /** The errand that does this to that and is not over. */
  async open(slot: string): Promise<Errand | undefined> {
    const found = await ErrandModel.findOne({ slot }).lean();
    return found === null ? undefined : errandOf(found);
  },

  /** Takes the errand that has waited longest, or whose holder has died. */
  async take(holder: string, now: Date, heldUntil: Date): Promise<Errand | undefined> {
    const taken = await ErrandModel.findOneAndUpdate(
      { state: OPEN, heldUntil: { $lte: now } },
      { $set: { state: 'running', holder, heldUntil }, $inc: { attempts: 1 } },
      { sort: { askedAt: 1 }, returnDocument: 'after' },
    ).lean();
    return taken === null ? undefined : errandOf(taken);
  },

  /** Notes how far it is and holds on to it; false when it was cancelled or taken over. */
  async keep(id: string, holder: string, heldUntil: Date, progress?: Errand['progress']): Promise<boolean> {
    const set = progress === undefined ? { heldUntil } : { heldUntil, progress };
    const held = await ErrandModel.updateOne({ _id: id, holder, state: 'running' }, { $set: set });
    return held.matchedCount === 1;
  },

  /** Lets go of it, so that another takes it up at once. */
  async release(id: string, holder: string, now: Date): Promise<void> {
    await ErrandModel.updateOne(
      { _id: id, holder, state: 'running' },
      { $set: { state: 'waiting', heldUntil: now }, $inc: { attempts: -1 } },
    );
  },

  /** Ends what this holder holds; false when it does not any more. */
  async end(
    id: string,
    holder: string,
    outcome: { endedAt: Date; file?: ErrandFile | undefined; failure?: ErrandFailure },
    tx?: Transaction,
  ): Promise<boolean> {
    const { endedAt, file, failure } = outcome;
    const state: ErrandState = failure === undefined ? 'done' : 'failed';
    const set = {
      slot: id,
      state,
      endedAt,
      ...(file === undefined ? {} : { file }),
      ...(failure === undefined ? {} : { failure }),
    };
    const ended = await ErrandModel.updateOne(
      { _id: id, holder, state: 'running' },
      { $set: set },
      tx === undefined ? {} : { session: tx },
    );
    return ended.matchedCount === 1;
  },

  /** Cancels what is not over; false when it is. */
  async cancel(id: string, endedAt: Date): Promise<boolean> {
    const set = { slot: id, state: 'cancelled' as const, endedAt };
    return (await ErrandModel.updateOne({ _id: id, state: OPEN }, { $set: set })).matchedCount === 1;
  },

  /** What ended before a moment. */
  async endedBefore(moment: Date): Promise<Errand[]> {
    const found = await ErrandModel.find({ endedAt: { $lt: moment } }).lean();
    return found.map((one) => errandOf(one as never));
  },

  async remove(id: string): Promise<void> {
    await ErrandModel.deleteOne({ _id: id });
  },
};
export type ErrandsRepository = typeof errandsRepository;
