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

/** The very picture of what was wrong cannot prove that it was put right. */
export function refuseSameFile(finding: Pick<Finding, 'evidence'>, files: IncomingFile[]): void {
  const known = new Set(
    finding.evidence.filter((item) => item.purpose === 'finding').map((item) => item.sha256),
  );
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
