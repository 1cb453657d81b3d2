import { model, Schema } from 'mongoose';

type Claim = { _id: string; at: Date };
const schema = new Schema<Claim>(
  { _id: String, at: { type: Date, required: true } },
  { versionKey: false, strict: 'throw', collection: 'setup' },
);
const ClaimModel = model<Claim>('SetupClaim', schema);

const ID = 'setup';
const DUPLICATE = 11000;
/** A setup that has not ended by then was cut off; another may take over. Milliseconds. */
const LONGEST = 2 * 60_000;

/** Lets one setup run at a time, in however many processes. */
export const setupRepository = {
  async claim(now: Date): Promise<boolean> {
    try {
      await ClaimModel.create({ _id: ID, at: now });
      return true;
    } catch (error) {
      if ((error as { code?: number }).code !== DUPLICATE) throw error;
    }
    const cutOff = { _id: ID, at: { $lt: new Date(now.getTime() - LONGEST) } };
    const { matchedCount } = await ClaimModel.updateOne(cutOff, { $set: { at: now } });
    return matchedCount === 1;
  },

  async release(): Promise<void> {
    await ClaimModel.deleteOne({ _id: ID });
  },
};
export type SetupRepository = typeof setupRepository;
