import type { InTransaction, Transaction } from '../database/connect.js';
import {
  findingSubject,
  findingTransitionFor,
  settledFinding,
  type Finding,
  type FindingAct,
} from '../findings/finding.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import type { Recount } from '../findings/recount.js';
import { evidenceItem, type IncomingFile } from '../findings/evidence-item.js';
import type { Inspection } from '../inspections/inspection.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { dayOf } from '../shared/dates.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import type { RemediationInput, VerificationInput } from './remediation.form.js';

export type RemediationDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  findings: FindingsRepository;
  recount: Recount;
  keepFiles: (files: IncomingFile[], tx: Transaction) => Promise<void>;
  closeIfDone: (inspection: Inspection, actor: Actor, tx: Transaction) => Promise<Inspection>;
};

/** What the case keeps of it; its numbers change with every step, for they tell whose turn it is and until when. */
const eventsOfCase = { report: 'finding_reported', accept: 'finding_closed', return: 'finding_returned' };

/** What the unit did about a finding, and what the inspector made of it. */
export function remediationService(deps: RemediationDeps) {
  const { findings, inTransaction, clock } = deps;

  async function step(
    actor: Actor,
    id: string,
    seen: number,
    act: FindingAct & ('report' | 'accept' | 'return'),
    change: (finding: Finding, now: Date, tx: Transaction) => Promise<Partial<Finding>>,
    reason: string,
  ): Promise<Finding> {
    return inTransaction(async (tx) => {
      const before = await findings.find(id, keysOf(actor), tx);
      if (before === undefined) throw new NotFound(`finding ${id}`);
      assertAllowed(actor, `remediation.${act}`, findingSubject(before));
      const line = findingTransitionFor(act, before.state);
      if (before.version !== seen || line === undefined) throw new Stale(`finding ${id}`);
      const now = clock.now();
      const after = settledFinding({ ...before, ...(await change(before, now, tx)), state: line.to });
      const event = { at: now, by: authorOf(actor), action: line.event, ...(reason ? { reason } : {}) };
      const saved = await findings.change(before, after, event, tx);
      const counted = await deps.recount(saved.inspectionId, { ...event, action: eventsOfCase[act] }, tx);
      await deps.closeIfDone(counted, actor, tx);
      return saved;
    });
  }

  return {
    /** The unit reports that the finding is remedied, with proof. Promises are not proof: without a file it is refused. */
    async report(actor: Actor, id: string, input: RemediationInput, files: IncomingFile[]): Promise<Finding> {
      if (files.length === 0) refuse('files', 'remediation:errors.proofMissing');
      return step(
        actor,
        id,
        input.version,
        'report',
        async (finding, now, tx) => {
          refuseSameFile(finding, files);
          await deps.keepFiles(files, tx);
          const by = authorOf(actor);
          const proof = files.map((file) => evidenceItem(file, by, now, input.caption, 'remediation'));
          const evidenceIds = files.map((file) => file.id);
          const remediation = { id: newId(), by, at: now, done: input.done, evidenceIds };
          return {
            evidence: [...finding.evidence, ...proof],
            remediations: [...finding.remediations, remediation],
          };
        },
        '',
      );
    },

    /** Accepts the remediation, which closes the finding, or returns it with a reason. */
    verify(actor: Actor, id: string, input: VerificationInput): Promise<Finding> {
      const { outcome, reason } = input;
      const act = outcome === 'accepted' ? 'accept' : 'return';
      return step(
        actor,
        id,
        input.version,
        act,
        async (finding, now) => {
          const verification = { by: authorOf(actor), at: now, outcome, reason };
          const last = finding.remediations.at(-1);
          const remediations = finding.remediations.map((remediation) =>
            remediation === last ? { ...remediation, verification } : remediation,
          );
          if (outcome === 'returned' || last === undefined) return { remediations };
          return { remediations, remediedOn: dayOf(last.at), closedOn: dayOf(now) };
        },
        reason,
      );
    },
  };
}
export type RemediationService = ReturnType<typeof remediationService>;

/** The very picture of what was wrong cannot prove that it was put right. */
function refuseSameFile(finding: Finding, files: IncomingFile[]): void {
  const known = new Set(
    finding.evidence.filter((item) => item.purpose === 'finding').map((item) => item.sha256),
  );
  const same = files.find((file) => known.has(file.sha256));
  if (same !== undefined) refuse('files', 'remediation:errors.sameAsFinding', { name: same.name });
}
