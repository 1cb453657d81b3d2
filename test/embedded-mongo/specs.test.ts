import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { BSON, GridFSBucket, MongoClient, type ClientSession, type Document, type MongoError } from 'mongodb';
import { match } from './spec-matching.js';
import { perform, Skip } from './spec-operations.js';
import { openStore, type TestStore } from './support.js';

/**
 * `MONGODB_SPECS` names a folder of MongoDB's specification tests in the unified format; they run against the store,
 * or against the database that `SPECS_URI` names, whose version is `SPECS_VERSION`. What they say about a driver's own events is not checked.
 */
const { MONGODB_SPECS: folder, SPECS_URI: given } = process.env;
const VERSION = (process.env.SPECS_VERSION ?? '7.0.0').split('.').map(Number);

/** What the store's README refuses, or what needs a server made for tests. */
const BEYOND: [RegExp, string][] = [
  [/failPoint/i, 'needs a fail point'],
  [/download when final chunk is missing/, 'the driver does not notice a missing last chunk'],
  [/prepareUnique/, 'collMod of other than expiry and hiding'],
  [/[cC]hangeStream/, 'change streams'],
  [/inserting _id with type null via (insert|bulk)/, 'the driver replaces a null _id'],
  [
    /timeseries|"capped"|viewOn|clusteredIndex|encryptedFields|tailable|"validator"|changeStreamPre/,
    'kinds of collections',
  ],
  [/\$listLocalSessions|mapReduce|searchIndex|SearchIndex|"2dsphere"|"text"/, 'commands and stages refused'],
];

if (folder !== undefined) {
  describe('the specification tests', () => {
    let store: TestStore | undefined;
    let client: MongoClient;
    before(async () => {
      store = given === undefined ? await openStore() : undefined;
      client = await new MongoClient(given ?? store!.uri).connect();
    });
    after(async () => {
      await client.close();
      await store?.close();
    });
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (!file.endsWith('.json')) continue;
      const suite = BSON.EJSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Document;
      describe(`${file}`, () => {
        for (const test of (suite.tests ?? []) as Document[]) {
          const reason = reasonToSkip(suite, test);
          if (reason !== undefined) {
            it.skip(`${String(test.description)} (${reason})`);
            continue;
          }
          it(String(test.description), async function () {
            const skipped = await run(client, suite, test).catch((error: unknown) => {
              if (error instanceof Skip) return error.message;
              throw error;
            });
            if (skipped === undefined) return;
            this.test!.title += ` (${skipped})`;
            this.skip();
          });
        }
      });
    }
  });
}

function reasonToSkip(suite: Document, test: Document): string | undefined {
  if (!Array.isArray(suite.createEntities)) return 'not in the unified format';
  const text = JSON.stringify([test, suite.createEntities]);
  const beyond = BEYOND.find(([pattern]) => pattern.test(text));
  if (test.skipReason !== undefined) return String(test.skipReason);
  if (beyond) return beyond[1];
  return [suite, test].every(isMet) ? undefined : 'for another server';
}

function isMet({ runOnRequirements: list }: Document): boolean {
  if (!Array.isArray(list)) return true;
  return (list as Document[]).some(({ minServerVersion, maxServerVersion, topologies, auth, csfle }) => {
    if (minServerVersion !== undefined && order(minServerVersion) > 0) return false;
    if (maxServerVersion !== undefined && order(maxServerVersion) < 0) return false;
    return !auth && !csfle && (!Array.isArray(topologies) || topologies.includes('replicaset'));
  });
}

function order(version: unknown): number {
  const parts = String(version)
    .split('.')
    .map((part) => (part === 'x' || part === '99' ? 99 : Number(part)));
  const at = VERSION.findIndex((own, i) => own !== (parts[i] ?? 0));
  return at < 0 ? 0 : (parts[at] ?? 0) - VERSION[at]!;
}

async function run(shared: MongoClient, suite: Document, test: Document): Promise<undefined> {
  for (const data of (suite.initialData ?? []) as Document[]) {
    const db = shared.db(data.databaseName as string);
    await db.dropCollection(data.collectionName as string).catch(() => undefined);
    await db.createCollection(data.collectionName as string);
    const documents = data.documents as Document[];
    if (documents.length > 0) await db.collection(data.collectionName as string).insertMany(documents);
  }
  const entities = new Map<string, unknown>();
  try {
    await createEntities(shared, suite.createEntities as Document[], entities);
    for (const operation of test.operations as Document[]) await operate(shared, operation, entities);
  } finally {
    for (const each of entities.values()) if (isSession(each)) await each.endSession();
    for (const each of entities.values()) if (each instanceof MongoClient) await each.close();
  }
  for (const { databaseName, collectionName, documents } of (test.outcome ?? []) as Document[]) {
    const collection = shared.db(databaseName as string).collection(collectionName as string);
    match(documents, await collection.find().sort({ _id: 1 }).toArray(), entities, 'outcome', false);
  }
  return undefined;
}

const isSession = (each: unknown): each is ClientSession =>
  (each as object).constructor.name === 'ClientSession';

async function createEntities(
  shared: MongoClient,
  list: Document[],
  entities: Map<string, unknown>,
): Promise<void> {
  const get = (id: unknown) => entities.get(id as string) as never;
  for (const each of list) {
    const [kind, spec] = Object.entries(each)[0] as [string, Document];
    const { id } = spec as { id: string };
    if (kind === 'client') {
      const options = { ...(spec.uriOptions as Document), serverSelectionTimeoutMS: 2000 };
      entities.set(id, await new MongoClient(urlOf(shared), options).connect());
    } else if (kind === 'database')
      entities.set(
        id,
        (get(spec.client) as MongoClient).db(spec.databaseName as string, spec.databaseOptions as Document),
      );
    else if (kind === 'collection')
      entities.set(
        id,
        shared &&
          (get(spec.database) as ReturnType<MongoClient['db']>).collection(
            spec.collectionName as string,
            spec.collectionOptions as Document,
          ),
      );
    else if (kind === 'session')
      entities.set(id, (get(spec.client) as MongoClient).startSession(spec.sessionOptions as Document));
    else if (kind === 'bucket')
      entities.set(id, new GridFSBucket(get(spec.database), spec.bucketOptions as Document));
    else throw new Skip(`the runner does not know entities of kind ${kind}`);
  }
}

function urlOf(client: MongoClient): string {
  return `${(client as never as { s: { url: string } }).s.url}`;
}

async function operate(
  shared: MongoClient,
  operation: Document,
  entities: Map<string, unknown>,
  inside = false,
): Promise<void> {
  const { object, name, expectError, expectResult, saveResultAsEntity, ignoreResultAndError } = operation;
  const target = object === 'testRunner' ? undefined : (entities.get(object as string) as object);
  const args = (operation.arguments ?? {}) as Document;
  let result: unknown;
  try {
    if (name === 'withTransaction')
      result = await withTransaction(shared, target as ClientSession, args, entities);
    else if (name === 'createEntities') await createEntities(shared, args.entities as Document[], entities);
    else result = await perform(name as string, target, shared, resolved(args, entities));
  } catch (error) {
    if (error instanceof Skip || (expectError === undefined && ignoreResultAndError !== true)) throw error;
    if (expectError !== undefined) matchError(expectError as Document, error as MongoError, entities);
    // A driver must learn that its callback failed.
    if (inside) throw error;
    return;
  }
  expect(expectError, `${String(name)} fails`).to.equal(undefined);
  if (expectResult !== undefined) match(expectResult, result, entities, String(name));
  if (saveResultAsEntity !== undefined) entities.set(saveResultAsEntity as string, result);
}

async function withTransaction(
  shared: MongoClient,
  session: ClientSession,
  { callback, ...options }: Document,
  entities: Map<string, unknown>,
) {
  await session.withTransaction(async () => {
    for (const each of callback as Document[]) await operate(shared, each, entities, true);
  }, options);
}

function resolved(args: Document, entities: Map<string, unknown>): Document {
  if (typeof args.session !== 'string') return args;
  return { ...args, session: entities.get(args.session) };
}

function matchError(expected: Document, error: MongoError, entities: Map<string, unknown>): void {
  const {
    errorCode,
    errorCodeName,
    errorContains,
    errorLabelsContain = [],
    errorLabelsOmit = [],
    expectResult,
  } = expected;
  if (errorCode !== undefined) expect(Number(error.code)).to.equal(errorCode);
  if (errorCodeName !== undefined) expect((error as never as Document).codeName).to.equal(errorCodeName);
  if (errorContains !== undefined)
    expect(error.message.toLowerCase()).to.include(String(errorContains).toLowerCase());
  for (const label of errorLabelsContain as string[])
    expect(error.hasErrorLabel(label), label).to.equal(true);
  for (const label of errorLabelsOmit as string[]) expect(error.hasErrorLabel(label), label).to.equal(false);
  if (expectResult !== undefined)
    match(expectResult, (error as never as Document).result, entities, 'result');
}
