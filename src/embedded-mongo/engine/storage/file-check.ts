import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { drain, PAUSE, type Work } from '../plan/scan.js';
import {
  beginsOverflow,
  nodesOf,
  numberAt,
  PAGE_HEADER,
  type Meta,
  type Node,
  type Tree,
} from './file-pages.js';
import { DISAGREE, isOfItsTime, METAS, metasOf, transactionOf } from './file-head.js';
import { isAsLeft } from './last-stop.js';

const TRIES = 3;

/**
 * Refuses a data file that LMDB did not write, or whose pages do not fit together: LMDB trusts them and would end the
 * whole process, or write over what is in use. A file that does not exist yet, or has nothing in it, is a new store's.
 */
export function checkFile(file: string): void {
  for (const each of [file, `${file}-lock`]) if (existsSync(each)) closeSync(openSync(each, 'r+'));
  if (!existsSync(file) || statSync(file).size === 0 || isAsLeft(file)) return;
  // Another process may have the file open, and is refused later: what it writes meanwhile is no damage. The pages of
  // the newest state are not written to as long as that is the newest.
  for (let tries = 0; tries < TRIES; tries++) {
    const before = transactionOf(file);
    const [fault] = drain(faultIn(file));
    if (fault === undefined) return;
    if (before === transactionOf(file))
      throw new Error(`${file} is damaged: ${fault}; nothing was changed in it`);
  }
}

/** What is wrong with the pages of a file's newest state. The caller keeps others from using them again. */
export function* faultIn(file: string): Work<string> {
  const metas = metasOf(file);
  if (typeof metas === 'string') {
    yield metas;
    return;
  }
  const descriptor = openSync(file, 'r');
  try {
    // At once, for nobody keeps others from using the pages of the older state again.
    const agree = metas.every((meta) => isOfItsTime(descriptor, meta, meta === metas[0]));
    let sound = true;
    for (const each of new Walk(descriptor, metas[0]).fault()) {
      sound &&= each === PAUSE;
      yield each;
    }
    // What is wrong with a page says more.
    if (sound && !agree) yield DISAGREE;
  } finally {
    closeSync(descriptor);
  }
}

type Compare = (a: Buffer, b: Buffer) => number;
type Each = (node: Node) => void;

interface Run {
  compare: Compare;
  each: Each;
}

/** One look at everything that the newest state consists of. */
class Walk {
  readonly #descriptor: number;
  readonly #meta: Meta;
  readonly #size: number;
  /** The pages that something leads to. */
  readonly #used: Uint8Array;
  #counts = { branches: 0, leaves: 0, overflows: 0, entries: 0 };
  /** Where pages are read to, by their height: those above a page stay as they are while it is looked at. */
  readonly #room: Buffer[] = [];

  constructor(descriptor: number, meta: Meta) {
    this.#descriptor = descriptor;
    this.#meta = meta;
    this.#size = fstatSync(descriptor).size;
    this.#used = new Uint8Array(Math.min(meta.lastPage + 1 || 0, this.#size / meta.pageSize + 1));
  }

  *fault(): Work<string> {
    const { free, main, lastPage, pageSize, view } = this.#meta;
    try {
      // LMDB asks for room in advance, but never for that much.
      const most = (2 * Math.max(view, this.#size)) / pageSize;
      if (!(lastPage >= 1 && lastPage <= most)) throw new Error('its description is impossible');
      yield* this.#tree(main, compareBytes, () => undefined);
      const lists: Buffer[] = [];
      yield* this.#tree(free, compareNumbers, (node) => lists.push(this.#valueOf(node)));
      for (const each of lists) this.#freeList(each);
    } catch (error) {
      yield (error as Error).message;
    }
  }

  *#tree(tree: Tree, compare: Compare, each: Each): Work<never> {
    this.#counts = { branches: 0, leaves: 0, overflows: 0, entries: 0 };
    if (tree.root !== -1) yield* this.#page(tree.root, tree.depth, { compare, each });
    for (const what of ['branches', 'leaves', 'overflows', 'entries'] as const)
      if (this.#counts[what] !== tree[what])
        throw new Error(`it has ${this.#counts[what]} ${what} where ${tree[what]} are noted`);
  }

  *#page(number: number, depth: number, run: Run, from?: Buffer, to?: Buffer): Work<never> {
    yield PAUSE;
    const isLeaf = depth === 1;
    const page = (this.#room[depth] ??= Buffer.allocUnsafe(this.#meta.pageSize));
    this.#read(page, number);
    const nodes = nodesOf(page, this.#place(number), isLeaf);
    this.#counts[isLeaf ? 'leaves' : 'branches']++;
    // The first key of a branch is not looked at, and mostly empty.
    const keys = nodes.slice(isLeaf ? 0 : 1).map(({ key }) => key);
    if (!isInOrder(keys, run.compare, from, to)) throw new Error(`page ${number} is not in order`);
    for (const [i, node] of nodes.entries()) {
      if (isLeaf) this.#entry(node, number, run.each);
      else yield* this.#page(node.child, depth - 1, run, i === 0 ? from : node.key, nodes[i + 1]?.key ?? to);
    }
  }

  #entry(node: Node, number: number, each: Each): void {
    this.#counts.entries++;
    if (node.big) {
      const { page, count } = node.big;
      this.#counts.overflows += count;
      const head = (this.#room[0] ??= Buffer.allocUnsafe(PAGE_HEADER));
      this.#read(head, page, count);
      if (!beginsOverflow(head, this.#place(page), count))
        throw new Error(`page ${number} leads to page ${page}, which holds no long value`);
    }
    each(node);
  }

  #place(number: number) {
    return { number, transaction: this.#meta.transaction };
  }

  // Marks pages as used and reads the beginning of the first one.
  #read(into: Buffer, number: number, count = 1): void {
    const { pageSize, lastPage } = this.#meta;
    if (!(number >= METAS && number + count - 1 <= lastPage))
      throw new Error(`page ${number} does not exist`);
    if ((number + count) * pageSize > this.#size)
      throw new Error(`it has been cut off: page ${number} is missing`);
    if (this.#used.subarray(number, number + count).includes(1))
      throw new Error(`page ${number} is used twice`);
    this.#used.fill(1, number, number + count);
    this.#fill(into, number * pageSize);
  }

  #fill(into: Buffer, at: number): Buffer {
    if (readSync(this.#descriptor, into, 0, into.length, at) !== into.length)
      throw new Error('it cannot be read to its end');
    return into;
  }

  #valueOf({ value, big }: Node): Buffer {
    if (value) return Buffer.from(value);
    const { pageSize } = this.#meta;
    const rest = Buffer.allocUnsafe(big!.count * pageSize - PAGE_HEADER);
    return this.#fill(rest, big!.page * pageSize + PAGE_HEADER);
  }

  // A list of free pages: how many numbers follow; a page, nothing, or how many pages (negative) begin at the next one.
  #freeList(list: Buffer): void {
    const length = list.length < 8 ? NaN : numberAt(list, 0);
    if (!(length >= 0 && (length + 1) * 8 <= list.length))
      throw new Error('a list of free pages is impossible');
    for (let i = 1, count = 1; i <= length; i++) {
      const number = Number(list.readBigInt64LE(i * 8));
      if (number < 0) count = -number;
      else if (number > 0) {
        this.#checkFree(number, count);
        count = 1;
      }
    }
  }

  #checkFree(number: number, count: number): void {
    if (number < METAS || number + count - 1 > this.#meta.lastPage)
      throw new Error('a list of free pages leads out of it');
    if (this.#used.subarray(number, number + count).includes(1))
      throw new Error(`page ${number} is free and in use`);
  }
}

function isInOrder(keys: readonly Buffer[], compare: Compare, from?: Buffer, to?: Buffer): boolean {
  const [first] = keys;
  if (!first) return true;
  if ((from && compare(from, first) > 0) || (to && compare(keys.at(-1)!, to) >= 0)) return false;
  return keys.every((key, i) => i === 0 || compare(keys[i - 1]!, key) < 0);
}

const compareBytes: Compare = (a, b) => a.compare(b);
const compareNumbers: Compare = (a, b) => numberAt(a, 0) - numberAt(b, 0);
