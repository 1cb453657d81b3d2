import type { Document } from 'bson';
import type { Retry } from '../engine/sessions.js';
import type { Writer } from '../engine/storage/store.js';
import { numberOf } from '../engine/values/documents.js';

/** What a statement of a write command did. */
export interface Sums {
  n: number;
  nModified?: number;
  upserted?: Document[];
  writeErrors?: Document[];
}

/**
 * How far a write command has come. A retryable one leaves that on disk with each of its commits, and a repeated one
 * goes on from there.
 */
export class Progress {
  /** The statement (or document) that comes next. */
  next: number;
  #n: number;
  #nModified: number;
  readonly #upserted: Document[] = [];
  readonly #errors: Document[] = [];
  readonly #retry: Retry | undefined;
  // What is on disk already is not written again: a command with thousands of upserts would write millions.
  #saved = { upserted: 0, errors: 0 };
  #saving: number | undefined;

  constructor(retry: Retry | undefined) {
    this.#retry = retry;
    const { head = {}, steps = [] } = retry?.progress ?? {};
    this.next = numberOf(head.next) ?? 0;
    this.#n = numberOf(head.n) ?? 0;
    this.#nModified = numberOf(head.nModified) ?? 0;
    for (const each of steps) this.#append(each);
    this.#saved = { upserted: this.#upserted.length, errors: this.#errors.length };
  }

  get failed(): boolean {
    return this.#errors.length > 0;
  }

  /** Saves what `add` will add once this commit stands. */
  save(writer: Writer, next: number, { n, nModified = 0, upserted = [], writeErrors = [] }: Sums): void {
    if (!this.#retry) return;
    this.#saving = next;
    const head = { next, n: this.#n + n, nModified: this.#nModified + nModified };
    const step = {
      next,
      upserted: [...this.#upserted.slice(this.#saved.upserted), ...upserted],
      writeErrors: [...this.#errors.slice(this.#saved.errors), ...writeErrors],
    };
    this.#retry.save(writer, head, step.upserted.length + step.writeErrors.length > 0 ? step : undefined);
  }

  /** Counts what the statements up to `next` did. */
  add(next: number, sums: Sums): void {
    this.next = next;
    this.#n += sums.n;
    this.#nModified += sums.nModified ?? 0;
    this.#append(sums);
    if (this.#saving === next) this.#saved = { upserted: this.#upserted.length, errors: this.#errors.length };
  }

  /** Notes the error of the statement before `next`; nothing of that is on disk. */
  fail(next: number, error: Document): void {
    this.#saving = undefined;
    this.add(next, { n: 0, writeErrors: [error] });
  }

  #append({ upserted = [], writeErrors = [] }: Omit<Sums, 'n'>): void {
    this.#upserted.push(...upserted);
    this.#errors.push(...writeErrors);
  }

  /** The answer of the command. */
  reply(isUpdate = false): Document {
    return {
      n: this.#n,
      ...(this.#upserted.length > 0 && { upserted: this.#upserted }),
      ...(isUpdate && { nModified: this.#nModified }),
      ...(this.failed && { writeErrors: this.#errors }),
      ok: 1,
    };
  }
}
