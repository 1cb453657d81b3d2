import type { Author } from '../policies/actor.js';
import type { EvidenceItem } from './finding.js';

/** A file that has arrived in a field of a form and waits to become evidence; with a caption of its own, if it was given one. */
export type IncomingFile = {
  id: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  caption?: string;
  field?: string;
};

/** Who took a file back, when and why. */
export type Withdrawal = { by: Author; at: Date; reason: string };

/** The files that still count. */
export const standing = <T extends Pick<EvidenceItem, 'withdrawn'>>(items: readonly T[]): T[] =>
  items.filter(({ withdrawn }) => withdrawn === undefined);

/** An arrived file as evidence of a finding: whose it is, when it came, and what it proves. */
export const evidenceItem = (
  file: IncomingFile,
  by: Author,
  receivedAt: Date,
  caption: string,
  purpose: EvidenceItem['purpose'],
): EvidenceItem => ({
  id: file.id,
  name: file.name,
  type: file.type,
  size: file.size,
  sha256: file.sha256,
  caption: file.caption || caption,
  receivedAt,
  by,
  purpose,
});
