import type { Document } from 'bson';
import { asServerError, ServerError, WriteConflict } from '../errors.js';
import type { Engine } from '../engine/engine.js';
import type { Retry } from '../engine/sessions.js';
import { Request, type Command, type Reply } from './request.js';
import { numberOf, textOf } from '../engine/values/documents.js';
import { checkConcern, snapshotFor, timed } from './concerns.js';
import { checkKinds } from './fields.js';
import { checkSession } from './sessions.js';
import { COMMANDS, GENERIC } from './table.js';

/** Runs one command; never throws: a failure is a reply, too. */
export async function dispatch(engine: Engine, body: Document, connection: number): Promise<Reply> {
  const name = Object.keys(body)[0] ?? '';
  try {
    return await execute(engine, name, body, connection);
  } catch (error) {
    const failure = asServerError(error);
    if (body.autocommit === false && name !== 'commitTransaction' && name !== 'abortTransaction')
      abortQuietly(engine, body, failure);
    if (failure instanceof WriteConflict && failure.ended) await within(failure.ended, PATIENCE);
    return failure.toReply();
  }
}

/**
 * So long, in milliseconds, the news of a conflict waits for the other transaction's end. MongoDB tells it at once, and
 * drivers then try again and again while the other works on; this transaction holds nothing any more, so nobody waits
 * for it in turn.
 */
const PATIENCE = 250;

async function within(ended: Promise<void>, most: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([ended, new Promise((resolve) => (timer = setTimeout(resolve, most)))]);
  clearTimeout(timer);
}

// An error ends the transaction it happened in.
function abortQuietly(engine: Engine, body: Document, failure: ServerError): void {
  if (
    failure.codeName === 'NoSuchTransaction' ||
    failure.codeName === 'TransactionCommitted' ||
    failure.codeName === 'TransactionTooOld'
  )
    return;
  try {
    engine.sessions.abort(body);
  } catch {
    // there was none
  }
}

async function execute(engine: Engine, name: string, body: Document, connection: number): Promise<Reply> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name]! : undefined;
  if (!command) throw new ServerError('CommandNotFound', `no such command: '${name}'`);
  checkFields(command, name, body);
  checkConcern(body);
  if (body.autocommit === false && !command.inTransaction) {
    throw new ServerError(
      'OperationNotSupportedInTransaction',
      `Cannot run '${name}' in a multi-document transaction.`,
    );
  }
  const isEnd = name === 'commitTransaction' || name === 'abortTransaction';
  const transaction = isEnd ? undefined : engine.sessions.enter(body);
  const request = new Request(engine, name, body, connection, transaction);
  request.snapshot = snapshotFor(request);
  const operation = engine.operations.begin(name, namespaceOf(name, body), connection);
  request.operation = operation;
  const run = async (retry?: Retry) => {
    request.retry = retry;
    return command.run(request);
  };
  try {
    const done = await (command.retryable ? engine.sessions.once(body, run) : run());
    const reply = timed(done, request.snapshot);
    return isMoreThanOne(body.writeConcern as Document | undefined)
      ? { ...reply, writeConcernError: ALONE }
      : reply;
  } finally {
    engine.operations.end(operation);
  }
}

function namespaceOf(name: string, body: Document): string {
  const of: unknown = body[name];
  return `${textOf(body.$db)}.${typeof of === 'string' ? of : '$cmd'}`;
}

/** There is one member, so more can never acknowledge; the write has been done all the same. */
const ALONE = { code: 100, codeName: 'UnsatisfiableWriteConcern', errmsg: 'Not enough data-bearing nodes' };

function isMoreThanOne(concern: Document | undefined): boolean {
  return (numberOf(concern?.w) ?? 1) > 1;
}

function checkFields(command: Command, name: string, body: Document): void {
  if (typeof body.$db !== 'string') throw new ServerError(40571, 'OP_MSG requests require a $db argument');
  if (!DATABASE.test(body.$db))
    throw new ServerError('InvalidNamespace', `Invalid database name: '${body.$db}'`);
  for (const field of Object.keys(body)) {
    if (field === name || GENERIC.has(field) || command.fields.includes(field) || command.fields[0] === '*')
      continue;
    throw new ServerError(40415, `BSON field '${name}.${field}' is an unknown field.`);
  }
  checkKinds(name, body, name);
  checkSession(body.lsid as Document | undefined);
}

/** What MongoDB lets a database be called. */
const DATABASE = /^[^\0 "$./\\]{1,63}$/;
