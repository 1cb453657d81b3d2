import { Decimal128, type Document } from 'bson';
import { ServerError } from '../errors.js';
import type { Batch } from '../engine/cursors.js';
import type { Engine } from '../engine/engine.js';
import { compileExpression, type Evaluation } from '../engine/pipeline/expressions.js';
import { checkKilled, type Operation } from '../engine/operations.js';
import { collect, type Work } from '../engine/plan/scan.js';
import type { Moment } from '../engine/moments.js';
import type { Retry } from '../engine/sessions.js';
import type { Snapshot } from '../engine/snapshots.js';
import type { CatalogView, Collection } from '../engine/storage/catalog.js';
import { Undo, type Reader, type Writer } from '../engine/storage/store.js';
import { Blocked, type Transaction } from '../engine/transactions.js';
import { foldOf, parseCollation } from '../engine/values/collation.js';
import { isDocument, numberOf } from '../engine/values/documents.js';
import type { Fold } from '../engine/values/keys.js';
import { wrongType } from './fields.js';

/** What a command answers: a document, or a batch whose documents go out as they are stored. */
export type Reply = Document | { batch: Batch };

/** The field in which a command names the moment it reads. */
export const MOMENT = 'embeddedMoment';

/** One command and how it may be called. */
export interface Command {
  /** Fields it understands besides its own name and the generic ones. */
  fields: readonly string[];
  /** May be part of a multi-document transaction. */
  inTransaction?: boolean;
  /** A repeated transaction number gets the first answer. */
  retryable?: boolean;
  run(request: Request): Promise<Reply> | Reply;
}

/** A command under way. */
export class Request {
  readonly engine: Engine;
  readonly name: string;
  readonly body: Document;
  readonly transaction: Transaction | undefined;
  readonly connection: number;
  readonly now = new Date();
  /** Earlier tries of this write, when it is a retryable one. */
  retry: Retry | undefined;
  /** What it reads outside transactions, with that read concern. */
  snapshot: Snapshot | undefined;
  /** As others see it; they may end it. */
  operation: Operation | undefined;
  readonly #deadline: number;

  constructor(
    engine: Engine,
    name: string,
    body: Document,
    connection: number,
    transaction: Transaction | undefined,
  ) {
    this.engine = engine;
    this.name = name;
    this.body = body;
    this.connection = connection;
    this.transaction = transaction;
    const most = this.number('maxTimeMS') ?? 0;
    this.#deadline = most > 0 ? performance.now() + most : Infinity;
  }

  get database(): string {
    return String(this.body.$db);
  }

  /** The namespace of the collection that the command names. */
  get namespace(): string {
    const name: unknown = this.body[this.name];
    if (typeof name !== 'string') {
      throw new ServerError('InvalidNamespace', `collection name has invalid type ${typeof name}`);
    }
    if (name === '' || name.startsWith('.') || name.includes('\0'))
      throw new ServerError('InvalidNamespace', `Invalid namespace specified '${this.database}.${name}'`);
    return `${this.database}.${name}`;
  }

  get #moment(): Moment | undefined {
    const name: unknown = this.body[MOMENT];
    return name === undefined ? this.snapshot?.moment : this.engine.moments.find(name);
  }

  get catalog(): CatalogView {
    return this.transaction?.catalog ?? this.#moment?.catalog ?? this.engine.catalog;
  }

  get collection(): Collection | undefined {
    return this.catalog.find(this.namespace);
  }

  get reader(): Reader {
    return this.transaction ?? this.#moment?.reader ?? this.engine.store;
  }

  /** What expressions see: the time and the command's `let`. */
  get evaluation(): Evaluation {
    const constants = { now: this.now, variables: {} };
    const named = Object.entries((this.body.let ?? {}) as Document);
    const values = named.map(([name, value]) => [name, compileExpression(value, constants)({})] as const);
    return { now: this.now, variables: Object.fromEntries(values), fold: this.foldFor() };
  }

  /** How texts are compared: as the statement says, else as its collection does. */
  foldFor(given: unknown = this.body.collation): Fold {
    const named = typeof this.body[this.name] === 'string' ? this.collection : undefined;
    return foldOf(given === undefined ? (named?.options.collation as Document) : parseCollation(given));
  }

  /** The session a cursor belongs to. */
  get session(): string | undefined {
    return (this.body.lsid as { id?: { toString(encoding: string): string } } | undefined)?.id?.toString(
      'hex',
    );
  }

  /** Throws when the command's time is over, or somebody has ended it. */
  readonly check = (): void => {
    checkKilled(this.operation);
    if (performance.now() > this.#deadline)
      throw new ServerError('MaxTimeMSExpired', 'operation exceeded time limit');
  };

  collect<T>(work: Work<T>): Promise<T[]> {
    return collect(work, this.check);
  }

  /**
   * Runs a statement in the transaction, or by itself until it is on disk. One that meets a transaction's writes waits
   * for its end.
   */
  async write<T>(run: (writer: Writer) => T): Promise<T> {
    if (this.transaction) return this.#writeWithin(this.transaction, run);
    for (;;) {
      try {
        return await this.engine.store.write(run);
      } catch (error) {
        if (!(error instanceof Blocked)) throw error;
        await this.#within(error.ended);
        this.check();
      }
    }
  }

  // An error ends the transaction, so there is nothing to undo.
  #writeWithin<T>(transaction: Transaction, run: (writer: Writer) => T): T {
    try {
      return run(transaction);
    } catch (error) {
      throw error instanceof Undo ? error.cause : error;
    }
  }

  async #within(ended: Promise<void>): Promise<void> {
    const left = this.#deadline - performance.now();
    if (left === Infinity) return ended;
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([ended, new Promise((resolve) => (timer = setTimeout(resolve, Math.max(left, 1))))]);
    clearTimeout(timer);
  }

  /** The collection the command names, made if need be. */
  async ensureCollection(): Promise<Collection> {
    const { namespace } = this;
    const known = this.catalog.find(namespace);
    if (known) return known;
    return this.write((writer) => this.catalog.find(namespace) ?? this.catalog.create(writer, namespace));
  }

  /** A field that must be a document when it is given. */
  document(name: string): Document | undefined {
    const value: unknown = this.body[name];
    if (value === undefined) return undefined;
    if (!isDocument(value)) throw wrongType(`${this.name}.${name}`, value, "'object'");
    return value;
  }

  /** A field that must be an array. */
  array(name: string): unknown[] {
    const value: unknown = this.body[name];
    if (!Array.isArray(value)) {
      if (value === undefined) throw this.#missing(name);
      throw wrongType(`${this.name}.${name}`, value, "'array'");
    }
    return value;
  }

  #missing(name: string): ServerError {
    return new ServerError(40414, `BSON field '${this.name}.${name}' is missing but a required field`);
  }

  /** A field that must be a string. */
  string(name: string): string {
    const value: unknown = this.body[name];
    if (value === undefined) throw this.#missing(name);
    if (typeof value !== 'string') throw wrongType(`${this.name}.${name}`, value, "'string'");
    return value;
  }

  /** A field that must be a number when it is given. */
  number(name: string): number | undefined {
    const value: unknown = this.body[name];
    if (value === undefined || value === null) return undefined;
    const number = numberOf(value);
    if (number === undefined || value instanceof Decimal128)
      throw wrongType(`${this.name}.${name}`, value, "'number'");
    if (number < 0 && name !== 'batchSize' && name !== 'limit')
      throw new ServerError(51024, `BSON field '${name}' value must be >= 0, actual value '${number}'`);
    return number;
  }
}
