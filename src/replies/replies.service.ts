import type { InTransaction, Transaction } from '../database/connect.js';
import { evidenceItem, type IncomingFile } from '../findings/evidence-item.js';
import {
  findingSubject,
  findingTransitionFor,
  settledFinding,
  type Finding,
  type FindingAct,
} from '../findings/finding.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import type { Recount } from '../findings/recount.js';
import type { Reply } from '../findings/reply.js';
import type { InspectionsRepository } from '../inspections/inspections.repository.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { findingWorkflow, type WorkflowAction } from '../policies/workflow.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import type { DecisionInput, ReplyInput } from './reply.form.js';

export type RepliesDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  findings: FindingsRepository;
  inspections: InspectionsRepository;
  recount: Recount;
  keepFiles: (files: IncomingFile[], tx: Transaction) => Promise<void>;
};

type ReplyAct = FindingAct & ('agree' | 'object' | 'uphold' | 'amend' | 'drop');
const decisionActs = { upheld: 'uphold', amended: 'amend', dropped: 'drop' } as const;

/** What the unit says of a finding before the conclusion, and what somebody who was not on the visit decides of it. */
export function repliesService(deps: RepliesDeps) {
  const { findings, clock } = deps;

  async function step(
    actor: Actor,
    id: string,
    seen: number,
    act: ReplyAct,
    change: (finding: Finding, now: Date, tx: Transaction) => Promise<Partial<Finding>>,
    reason = '',
  ): Promise<Finding> {
    return deps.inTransaction(async (tx) => {
      const before = await findings.find(id, keysOf(actor), tx);
      if (before === undefined) throw new NotFound(`finding ${id}`);
      const action: WorkflowAction = findingWorkflow[act].action;
      assertAllowed(actor, action, findingSubject(before));
      const line = findingTransitionFor(act, before.state);
      if (before.version !== seen || line === undefined) throw new Stale(`finding ${id}`);
      const now = clock.now();
      const after = settledFinding({ ...before, ...(await change(before, now, tx)), state: line.to });
      const event = { at: now, by: authorOf(actor), action: line.event, ...(reason ? { reason } : {}) };
      const saved = await findings.change(before, after, event, tx);
      await deps.recount(saved.inspectionId, { ...event, action: `finding_${line.event}` }, tx);
      return saved;
    });
  }

  /** The day until which the unit may answer. */
  async function dueOn(finding: Finding, tx: Transaction): Promise<Day> {
    const inspection = await deps.inspections.get(finding.inspectionId, tx);
    if (inspection?.reply === undefined) throw new Stale(`inspection ${finding.inspectionId}`);
    return inspection.reply.deadline.dueOn;
  }

  return {
    /** The unit answers. A late answer is kept and marked; one that was not decided yet may be replaced by another. */
    answer(actor: Actor, id: string, input: ReplyInput, files: IncomingFile[]): Promise<Finding> {
      const act = input.kind === 'agreement' ? 'agree' : 'object';
      return step(actor, id, input.version, act, async (finding, now, tx) => {
        if (input.kind === 'missing_evidence' && files.length === 0) refuse('files', 'evidence:errors.none');
        await deps.keepFiles(files, tx);
        const by = authorOf(actor);
        const proof = files.map((file) => evidenceItem(file, by, now, input.caption, 'reply'));
        const reply: Reply = {
          id: newId(),
          by,
          at: now,
          kind: input.kind,
          words: input.words,
          evidenceIds: files.map((file) => file.id),
          late: dayOf(now) > (await dueOn(finding, tx)),
        };
        return {
          replies: [...(finding.replies ?? []), reply],
          evidence: [...finding.evidence, ...proof],
        };
      });
    },

    /** Decides the last answer: the finding stands, is changed, or is withdrawn. Decision and reason stay beside it. */
    decide(actor: Actor, id: string, input: DecisionInput): Promise<Finding> {
      const { outcome, reason, amended } = input;
      return step(
        actor,
        id,
        input.version,
        decisionActs[outcome],
        async (finding, now) => {
          const all = finding.replies ?? [];
          const decision = { by: authorOf(actor), at: now, outcome, reason };
          const replies = all.map((reply, index) =>
            index === all.length - 1 ? { ...reply, decision } : reply,
          );
          return { replies, ...amended };
        },
        reason,
      );
    },
  };
}
