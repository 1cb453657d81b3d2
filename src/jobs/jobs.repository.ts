import { JobModel } from './job.model.js';
import type { JobState, Run } from './job.js';

/** So many past runs are kept of each job. */
const KEPT_RUNS = 20;

/** The database, not a process, knows what is due: however many copies of the product run, each round happens once. */
export const jobsRepository = {
  async enlist(name: string, now: Date): Promise<void> {
    const first = { $setOnInsert: { dueAt: now, heldUntil: now } };
    await JobModel.updateOne({ _id: name }, first, { upsert: true });
  },

  /** Takes a job that is due and that nobody holds; answers who had asked for it, undefined when it was not taken. */
  async take(name: string, holder: string, now: Date, heldUntil: Date): Promise<string | undefined> {
    const due = { _id: name, dueAt: { $lte: now }, heldUntil: { $lte: now } };
    const taken = await JobModel.findOneAndUpdate(due, { $set: { heldUntil, holder } }).lean();
    return taken === null ? undefined : (taken.askedBy ?? '');
  },

  /** Holds on to work that takes long. */
  async keep(name: string, holder: string, heldUntil: Date): Promise<void> {
    await JobModel.updateOne({ _id: name, holder }, { $set: { heldUntil } });
  },

  async finish(name: string, holder: string, now: Date, dueAt: Date, run: Run): Promise<void> {
    const { failure } = run;
    await JobModel.updateOne(
      { _id: name, holder },
      {
        $set: { dueAt, heldUntil: now, lastRunAt: now, failure, askedBy: '' },
        $push: { runs: { $each: [run], $slice: -KEPT_RUNS } },
      },
    );
  },

  /** Makes a job due at once. */
  async ask(name: string, now: Date, askedBy: string): Promise<void> {
    await JobModel.updateOne({ _id: name }, { $set: { dueAt: now, askedBy } });
  },

  async all(): Promise<JobState[]> {
    const found = await JobModel.find().lean();
    return found.map(({ _id, dueAt, heldUntil, runs }) => ({
      name: _id,
      dueAt,
      heldUntil,
      runs: (runs ?? []) as Run[],
    }));
  },
};
export type JobsRepository = typeof jobsRepository;
