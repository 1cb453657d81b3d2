// LMDB's file format: the structures MDB_meta, MDB_page and MDB_node of lmdb-js's mdb.c (data version 2, 64 bits).

const MAGIC = 0xbeefc0de;
const VERSION = 2;
/** What every page begins with: its number, the transaction that wrote it, its kind and the bounds of its free space. */
export const PAGE_HEADER = 24;
const NODE_HEADER = 8;
const LONGEST_KEY = 1978;
const PAGE_SIZES = [4096, 8192, 16_384, 32_768, 65_536];
/** The largest page that there may be. */
export const LARGEST_PAGE = 65_536;

const BRANCH = 1;
const LEAF = 2;
const OVERFLOW = 4;
const META = 8;
const BIG = 1;
/** What a leaf holds of a long value: its first page, the transaction that wrote it, how many pages. */
const BIG_VALUE = 24;

/** One of the two trees of a file: what is free, and what is stored. */
export interface Tree {
  depth: number;
  branches: number;
  leaves: number;
  overflows: number;
  entries: number;
  root: number;
}

/** The description of a file's newest state. */
export interface Meta {
  pageSize: number;
  free: Tree;
  main: Tree;
  lastPage: number;
  transaction: number;
  /** So many bytes LMDB had in view. */
  view: number;
}

/** One of the two descriptions at a file's beginning; undefined where there is none. */
export function metaAt(head: Buffer, at: number): Meta | undefined {
  const own = at + PAGE_HEADER;
  const pageSize = head.readUInt32LE(own + 24);
  if (head.readUInt16LE(at + 18) !== META || numberAt(head, at) !== (at === 0 ? 0 : 1)) return undefined;
  if (head.readUInt32LE(own) !== MAGIC || head.readUInt32LE(own + 4) !== VERSION) return undefined;
  if (!PAGE_SIZES.includes(pageSize)) return undefined;
  const [lastPage, transaction] = [numberAt(head, own + 120), numberAt(head, own + 128)];
  const view = numberAt(head, own + 16);
  return {
    pageSize,
    view,
    free: treeAt(head, own + 24),
    main: treeAt(head, own + 72),
    lastPage,
    transaction,
  };
}

function treeAt(head: Buffer, at: number): Tree {
  const [branches, leaves, overflows, entries, root] = [8, 16, 24, 32, 40].map((more) =>
    numberAt(head, at + more),
  );
  return {
    depth: head.readUInt16LE(at + 6),
    branches: branches!,
    leaves: leaves!,
    overflows: overflows!,
    entries: entries!,
    root: root!,
  };
}

/** A number of 8 bytes; one that no file of this world reaches is NaN, which fits nowhere. */
export function numberAt(bytes: Buffer, at: number): number {
  const high = bytes.readInt32LE(at + 4);
  if (high === -1 && bytes.readUInt32LE(at) === 0xffffffff) return -1;
  return high < 0 || high > 0xffff ? NaN : high * 2 ** 32 + bytes.readUInt32LE(at);
}

/** An element of a page: its key, and what it leads to. */
export interface Node {
  key: Buffer;
  /** The page below, in a branch. */
  child: number;
  /** The value, in a leaf that holds it. */
  value: Buffer | undefined;
  /** The pages that hold the value, where it is too long for the leaf. */
  big: { page: number; count: number } | undefined;
}

/** The pages that a value of this length needs. */
const pagesFor = (length: number, pageSize: number): number =>
  Math.floor((PAGE_HEADER - 1 + length) / pageSize) + 1;

/** Where a page is, and in which state of the file. */
interface Place {
  number: number;
  /** The newest transaction; LMDB would write into a page that calls itself newer. */
  transaction: number;
}

const isAt = (page: Buffer, { number, transaction }: Place): boolean =>
  numberAt(page, 0) === number && numberAt(page, 8) <= transaction;

/** Reads a page of a tree; throws what is wrong with it. */
export function nodesOf(page: Buffer, place: Place, isLeaf: boolean): Node[] {
  const wrong = (what: string) => new Error(`page ${place.number} ${what}`);
  if (!isAt(page, place)) throw wrong('is another page, or none');
  if (page.readUInt16LE(18) !== (isLeaf ? LEAF : BRANCH)) throw wrong('is of the wrong kind');
  const [lower, upper] = [page.readUInt16LE(20), page.readUInt16LE(22)];
  const room = page.length - PAGE_HEADER;
  if (lower % 2 !== 0 || lower > upper || upper > room) throw wrong('has impossible bounds');
  const nodes: Node[] = [];
  let used = 0;
  for (let i = 0; i < lower; i += 2) {
    const at = PAGE_HEADER + page.readUInt16LE(PAGE_HEADER + i);
    if (at < PAGE_HEADER + upper || at + NODE_HEADER > page.length) throw wrong('leads out of itself');
    const node = nodeAt(page, at, isLeaf);
    const end = node && at + NODE_HEADER + node.key.length + node.length;
    if (end === undefined || end > page.length) throw wrong('has an impossible entry');
    used += (end - at + 1) & -2;
    nodes.push(node!);
  }
  // LMDB leaves no gaps between the entries of a page.
  if (used !== room - upper) throw wrong('has gaps or overlaps');
  return nodes;
}

function nodeAt(page: Buffer, at: number, isLeaf: boolean): (Node & { length: number }) | undefined {
  const size = page.readUInt32LE(at);
  const flags = page.readUInt16LE(at + 4);
  const keyLength = page.readUInt16LE(at + 6);
  const rest = at + NODE_HEADER + keyLength;
  if (keyLength > LONGEST_KEY || rest > page.length) return undefined;
  const key = page.subarray(at + NODE_HEADER, rest);
  if (!isLeaf) return { key, child: size + flags * 2 ** 32, value: undefined, big: undefined, length: 0 };
  if (flags === 0)
    return { key, child: 0, value: page.subarray(rest, rest + size), big: undefined, length: size };
  if (flags !== BIG || rest + BIG_VALUE > page.length) return undefined;
  const big = { page: numberAt(page, rest), count: numberAt(page, rest + 16) };
  return big.count === pagesFor(size, page.length)
    ? { key, child: 0, value: undefined, big, length: BIG_VALUE }
    : undefined;
}

/** Is this the first page of a long value of so many pages? */
export function beginsOverflow(page: Buffer, place: Place, count: number): boolean {
  return isAt(page, place) && page.readUInt16LE(18) === OVERFLOW && page.readUInt32LE(20) === count;
}
