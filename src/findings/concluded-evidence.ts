import { dayOf } from '../shared/dates.js';
import { sha256Of } from '../shared/sha256.js';
import type { EvidenceItem, Finding } from './finding.js';

export type Concluded = Pick<Finding, 'evidence' | 'concludedOn'>;

/**
 * The files that a finding was concluded upon. After that day none is added; one that is taken back later stays among
 * them, so that the answer is the same for ever.
 */
export const filesConcludedUpon = ({ evidence, concludedOn }: Concluded): EvidenceItem[] =>
  concludedOn === undefined
    ? []
    : evidence.filter(
        ({ purpose, withdrawn }) =>
          purpose === 'finding' && (withdrawn === undefined || dayOf(withdrawn.at) > concludedOn),
      );

/** One hash for many files: of their hashes in order, one to a line, as `sort | sha256sum` makes it. */
export const hashOfHashes = (hashes: readonly string[]): string =>
  sha256Of(
    [...hashes]
      .sort()
      .map((hash) => `${hash}\n`)
      .join(''),
  );

/** How many files the findings of a case were concluded upon, and the one hash of them all; undefined of none. */
export function concludedEvidence(
  findings: readonly Concluded[],
): { files: number; hash: string } | undefined {
  const files = findings.flatMap(filesConcludedUpon);
  return files.length === 0
    ? undefined
    : { files: files.length, hash: hashOfHashes(files.map(({ sha256 }) => sha256)) };
}

/** A hash in groups, so that people can compare it with another by eye and a line ends between two of them. */
export const printHash = (hash: string): string => (hash.match(/.{1,8}/g) ?? []).join(' ');
