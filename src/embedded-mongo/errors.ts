import type { Document } from 'bson';

/** MongoDB's error codes that this store answers with, by their official names. */
const CODES = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  InvalidLength: 16,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  ConflictingUpdateOperators: 40,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  WriteConflict: 112,
  CommandNotSupported: 115,
  ConflictingOperationInProgress: 117,
  DocumentValidationFailure: 121,
  CommandFailed: 125,
  ExceededMemoryLimit: 146,
  CommandNotSupportedOnView: 166,
  CannotIndexParallelArrays: 171,
  InvalidPipelineOperator: 168,
  InvalidIndexSpecificationOption: 197,
  Overflow: 15,
  InvalidUUID: 207,
  TransactionTooOld: 225,
  NotImplemented: 238,
  SnapshotTooOld: 239,
  IndexBuildAborted: 276,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  TooManyLogicalSessions: 261,
  OperationNotSupportedInTransaction: 263,
  DataCorruptionDetected: 301,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  InterruptedAtShutdown: 11600,
  Interrupted: 11601,
  OutOfDiskSpace: 14031,
} as const;

export type ErrorName = keyof typeof CODES;

/** An error in MongoDB's own form: drivers see its code, codeName, labels and extra fields. */
export class ServerError extends Error {
  readonly code: number;
  readonly codeName: string;
  readonly extra: Document;
  readonly labels: string[];

  constructor(kind: ErrorName | number, message: string, extra: Document = {}, labels: string[] = []) {
    super(message);
    this.code = typeof kind === 'number' ? kind : CODES[kind];
    this.codeName = typeof kind === 'number' ? `Location${kind}` : kind;
    this.extra = extra;
    this.labels = labels;
  }

  /** The fields of a failed command's reply. */
  toReply(): Document {
    return {
      ok: 0,
      errmsg: this.message,
      code: this.code,
      codeName: this.codeName,
      ...this.extra,
      ...(this.labels.length > 0 && { errorLabels: this.labels }),
    };
  }

  /** The entry of a `writeErrors` array. */
  toWriteError(index: number): Document {
    return { index, code: this.code, errmsg: this.message, ...this.extra };
  }
}

const NO_ROOM = /MDB_MAP_FULL|ENOSPC|No space left|EFBIG|File too large|EDQUOT|quota exceeded/i;

/** Whatever was thrown, as an error a driver understands. */
export function asServerError(error: unknown): ServerError {
  if (error instanceof ServerError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (NO_ROOM.test(message))
    return new ServerError('OutOfDiskSpace', `There is no room left on the disk (${message})`);
  // So LMDB also calls a write of which only the beginning found room.
  if (message.startsWith('Input/output error'))
    return new ServerError('OutOfDiskSpace', `There is no room left on the disk, or it fails (${message})`);
  return new ServerError('InternalError', message);
}

const CONFLICT =
  'Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.';

/** A transaction's write that met another's; drivers retry the whole transaction. */
export class WriteConflict extends ServerError {
  /** When the other has ended, if it had not by then: before that, trying again is in vain. */
  readonly ended: Promise<void> | undefined;

  constructor(ended?: Promise<void>) {
    super('WriteConflict', CONFLICT, {}, ['TransientTransactionError']);
    this.ended = ended;
  }
}

/** A transaction that is not, or no longer, open; drivers begin it again. */
export function noSuchTransaction(number: number, session: { number: number; state: string }): ServerError {
  const message =
    session.number === number && session.state === 'aborted'
      ? `Transaction with { txnNumber: ${number} } has been aborted.`
      : `Given transaction number ${number} does not match any in-progress transactions. The active transaction number is ${session.number}`;
  return new ServerError('NoSuchTransaction', message, {}, ['TransientTransactionError']);
}

/** What comes too late for a transaction. */
export function transactionCommitted(number: number): ServerError {
  const message = `Transaction with { txnNumber: ${number} } has been committed.`;
  return new ServerError('TransactionCommitted', message);
}

/** A number that its session has left behind. */
export function transactionTooOld(number: number, active: number): ServerError {
  const message = `Cannot start transaction ${number} on session because a newer transaction with txnNumber ${active} has already started.`;
  return new ServerError('TransactionTooOld', message);
}
