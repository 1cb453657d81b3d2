import type { Block, Paper, Table } from '../../src/paper/paper.js';

/** Draws the paper; what `prepare` gives does so again and again, and is ended at last. */
export type Peer = { draw: () => Promise<Buffer>; end: () => Promise<void> };
export type Prepare = (paper: Paper, folder: string) => Promise<Peer>;

export const nothingToEnd = async () => undefined;

/** What a paper says, one block after the other. */
export const blocksOf = ({ blocks, annexes }: Paper): Block[] => [
  ...blocks,
  ...annexes.flatMap((annex): Block[] => [{ kind: 'heading', text: annex.title }, ...annex.blocks]),
];

/** How much of the width each column takes, in per cent. */
export function sharesOf({ columns }: Table): string[] {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  return columns.map(({ share }) => ((100 * share) / all).toFixed(2));
}
