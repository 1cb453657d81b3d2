import type { IncomingFile } from '../findings/evidence-item.js';
import type { EvidenceItem, Finding } from '../findings/finding.js';
import type { Day } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';

/** The files that the last report came with. */
export function proofOf({
  evidence,
  remediations,
}: Pick<Finding, 'evidence' | 'remediations'>): EvidenceItem[] {
  const ids = remediations.at(-1)?.evidenceIds ?? [];
  return evidence.filter(({ id }) => ids.includes(id));
}

/**
 * The very picture of what was wrong cannot prove that it was put right: neither the original nor one of the copies
 * that people download here, whose hashes `hashesOfCopies` tells.
 */
export async function refuseSameFile(
  finding: Pick<Finding, 'evidence'>,
  files: IncomingFile[],
  hashesOfCopies: (fileIds: string[]) => Promise<string[]>,
): Promise<void> {
  const shown = finding.evidence.filter(({ purpose }) => purpose === 'finding');
  const copies = await hashesOfCopies(shown.map(({ id }) => id));
  const known = new Set([...shown.map(({ sha256 }) => sha256), ...copies]);
  const same = files.find((file) => known.has(file.sha256));
  if (same !== undefined)
    refuse(same.field ?? 'files', 'remediation:errors.sameAsFinding', { name: same.name });
}

/** Whoever asks to be verified early asks for a day between today and the due date. */
export function assertWish(wishedOn: Day | undefined, today: Day, dueOn: Day): void {
  if (wishedOn === undefined) return;
  if (wishedOn < today) refuse('wishedOn', 'remediation:errors.wishedInPast');
  if (wishedOn > dueOn) refuse('wishedOn', 'remediation:errors.wishedLate');
}
