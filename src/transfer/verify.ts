import type { MongoClient } from 'mongodb';
import { bucketsOf, checkBucket, type Defect } from './gridfs.js';
import { holdMoment, type Moment } from './moment.js';
import type { Progress } from './progress.js';
import { decode, shownId } from './raw.js';
import { SYSTEM_DATABASES } from './shape.js';

/** What was looked at. */
export type Verified = {
  collections: number;
  documents: number;
  indexes: number;
  files: number;
  defects: number;
};

/** Where the product notes chunks that no file leads to: of uploads that have begun, and those that are to be removed. */
const WITHOUT_FILE = ['uploads_begun', 'spare_bodies'];

/**
 * Checks everything in a store: documents can be read, indexes and documents agree, files are complete. Tells each
 * defect as it is found.
 */
export async function verifyStore(
  client: MongoClient,
  tell: (defect: Defect) => void,
  progress: Progress,
): Promise<Verified> {
  const verified = { collections: 0, documents: 0, indexes: 0, files: 0, defects: 0 };
  const note = (defect: Defect) => {
    verified.defects++;
    tell(defect);
  };
  const faults = await fileFaults(client);
  for (const what of faults) note({ where: 'the file', what });
  // Reading on in such a file could end the process that has it open, which may be serving people.
  if (faults.length > 0) return verified;
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
  for (const { name } of databases.filter((each) => !SYSTEM_DATABASES.includes(each.name)))
    await verifyDatabase(client, name, verified, note, progress);
  return verified;
}

// The built-in store can look at its file; a MongoDB server looks after its own.
async function fileFaults(client: MongoClient): Promise<string[]> {
  const unknown = (error: Error & { code?: number }) => {
    if (error.code !== COMMAND_NOT_FOUND) throw error;
  };
  const report = await client.db('admin').command({ embeddedCheckFile: 1 }).catch(unknown);
  return (report?.errors ?? []) as string[];
}

async function verifyDatabase(
  client: MongoClient,
  database: string,
  verified: Verified,
  note: (defect: Defect) => void,
  progress: Progress,
): Promise<void> {
  const moment = await holdMoment(client, database);
  try {
    const collections = moment.shapes.filter(({ type }) => type === 'collection');
    for (const [done, { name }] of collections.entries()) {
      progress(`checking ${database}`, done, collections.length);
      await validate(client, database, name, verified, note);
    }
    for (const bucket of bucketsOf(moment)) {
      const counting: Progress = (what, done, of) => {
        verified.files++;
        progress(what, done, of);
      };
      for await (const { where, what } of checkBucket(moment, bucket, await begunIn(moment), counting))
        note({ where: `${database}.${where}`, what });
    }
  } finally {
    await moment.release();
  }
}

async function validate(
  client: MongoClient,
  database: string,
  name: string,
  verified: Verified,
  note: (defect: Defect) => void,
): Promise<void> {
  const report = (await client.db(database).command({ validate: name }).catch(dropped)) as Report | undefined;
  if (report === undefined) return;
  verified.collections++;
  verified.documents += Number(report.nrecords);
  verified.indexes += report.nIndexes;
  for (const what of report.errors) note({ where: `${database}.${name}`, what });
}

type Report = { nrecords: number; nIndexes: number; errors: string[] };

const NAMESPACE_NOT_FOUND = 26;
const COMMAND_NOT_FOUND = 59;

function dropped(error: Error & { code?: number }): undefined {
  if (error.code !== NAMESPACE_NOT_FOUND) throw error;
}

async function begunIn(moment: Moment): Promise<Set<string>> {
  const begun = new Set<string>();
  for (const { name } of moment.shapes.filter(({ name }) => WITHOUT_FILE.includes(name)))
    for await (const bytes of moment.documents(name)) begun.add(shownId(decode(bytes)));
  return begun;
}
