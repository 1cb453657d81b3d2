import { JobModel } from './job.model.js';

/** The database, not a process, knows what is due: however many copies of the product run, each round happens once. */
export const jobsRepository = {
  async enlist(name: string, now: Date): Promise<void> {
    const first = { $setOnInsert: { dueAt: now, heldUntil: now } };
    await JobModel.updateOne({ _id: name }, first, { upsert: true });
  },

  /** Takes a job that is due and that nobody holds. */
  async take(name: string, now: Date, heldUntil: Date): Promise<boolean> {
    const due = { _id: name, dueAt: { $lte: now }, heldUntil: { $lte: now } };
    const { modifiedCount } = await JobModel.updateOne(due, { $set: { heldUntil } });
    return modifiedCount === 1;
  },

  async finish(name: string, now: Date, dueAt: Date, failure: string): Promise<void> {
    await JobModel.updateOne({ _id: name }, { $set: { dueAt, heldUntil: now, lastRunAt: now, failure } });
  },
};
export type JobsRepository = typeof jobsRepository;
