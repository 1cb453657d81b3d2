import { model, Schema } from 'mongoose';
import { lockUntil, MOST_FAILURES, type Attempts } from './attempt.js';

type Stored = { _id: string; failures: number; until: Date };

const schema = new Schema<Stored>(
  { _id: String, failures: { type: Number, required: true }, until: { type: Date, required: true } },
  { versionKey: false, strict: 'throw', collection: 'sign_in_attempts' },
);
// Forgotten a while after the lock has ended; the lock itself is decided by `until`.
schema.index({ until: 1 }, { expireAfterSeconds: 3600 });
const AttemptModel = model<Stored>('SignInAttempt', schema);

const DUPLICATE = 11000;

export const attemptsRepository = {
  /**
   * Takes one of the attempts that a user name has, before the password is looked at: of a hundred guesses sent at
   * once five are looked at. Answers false when there is none left. Success gives them all back (`clear`).
   */
  async take(userName: string, now: Date): Promise<boolean> {
    await AttemptModel.updateOne({ _id: userName, until: { $lte: now } }, { $set: { failures: 0 } });
    const left = { _id: userName, failures: { $lt: MOST_FAILURES } };
    const change = { $inc: { failures: 1 }, $set: { until: lockUntil(now) } };
    try {
      const { matchedCount, upsertedCount } = await AttemptModel.updateOne(left, change, { upsert: true });
      return matchedCount + upsertedCount > 0;
    } catch (error) {
      // The name has a record, but with no attempt left: the upsert then collides with it.
      if ((error as { code?: number }).code === DUPLICATE) return false;
      throw error;
    }
  },

  async find(userName: string): Promise<Attempts | undefined> {
    const found = await AttemptModel.findById(userName).lean();
    return found === null ? undefined : { failures: found.failures, until: found.until };
  },

  async clear(userName: string): Promise<void> {
    await AttemptModel.deleteOne({ _id: userName });
  },
};
export type AttemptsRepository = typeof attemptsRepository;
