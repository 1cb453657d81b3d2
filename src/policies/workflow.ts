import type { FindingState } from '../findings/finding.js';
import type { State } from '../inspections/inspection.js';
import { caseWorkflow, type CaseAct } from './case-workflow.js';
import type { Rule } from './rules.js';
import { NOBODY, OF_TEAM, OF_UNIT, OUTSIDE, SUPERVISOR, VERIFIERS, type Line } from './workflow-line.js';

/** What the unit does while it is its turn; the finding stays where it is. */
const REMEDYING = { from: ['to_remedy', 'returned'], ...OF_UNIT } as const;

/** What the unit says to a finding that it was told with the draft. */
const ANSWERING = { action: 'reply.answer', from: ['told', 'answered'], ...OF_UNIT } as const;

/** Before the conclusion: only what the unit was told on the spot to put right at once. */
const EARLY = {
  action: 'remediation.report',
  from: ['recorded', 'minuted', 'told', 'answered', 'settled'],
  ...OF_UNIT,
} as const;

/** Who is to judge the remedy: a supervisor asks anybody of the authority, a team shares it out among its own. */
const VERIFYING = { from: ['to_remedy', 'reported', 'returned'], event: 'verifier_assigned' } as const;

/** A finding that was not remedied: whoever decides says why; the finding itself goes on. */
const FAILED = { action: 'failure.decide', from: REMEDYING.from, reason: 'needed', ...SUPERVISOR } as const;

/** The way of a finding. `action` is its word in the table of permissions; lines that share it ask the same people. */
export const findingWorkflow = {
  revise: { action: 'finding.revise', from: ['recorded'], event: 'revised', ...OF_TEAM },
  add_evidence: { action: 'evidence.add', from: ['recorded'], event: 'evidence_added', ...OF_TEAM },
  withdraw: {
    action: 'finding.withdraw',
    from: ['recorded'],
    to: 'withdrawn',
    event: 'withdrawn',
    reason: 'needed',
    ...OF_TEAM,
  },
  redate_at_once: {
    action: 'finding.redate',
    from: ['recorded', 'minuted', 'told', 'answered', 'settled'],
    event: 'at_once_redated',
    reason: 'needed',
    ...OF_TEAM,
  },
  minute: { from: ['recorded'], to: 'minuted', event: 'minuted', ...NOBODY },
  resume: { from: ['minuted'], to: 'recorded', event: 'resumed', ...NOBODY },
  tell: { from: ['minuted'], to: 'told', event: 'told', ...NOBODY },
  agree: { ...ANSWERING, to: 'settled', event: 'agreed' },
  object: { ...ANSWERING, to: 'answered', event: 'objected' },
  uphold: {
    action: 'reply.decide',
    from: ['answered'],
    to: 'settled',
    event: 'upheld',
    reason: 'needed',
    ...OUTSIDE,
  },
  amend: {
    action: 'reply.decide',
    from: ['answered'],
    to: 'settled',
    event: 'amended',
    reason: 'needed',
    ...OUTSIDE,
  },
  drop: {
    action: 'reply.decide',
    from: ['answered'],
    to: 'withdrawn',
    event: 'dropped',
    reason: 'needed',
    ...OUTSIDE,
  },
  order: { from: ['told', 'settled'], to: 'to_remedy', event: 'ordered', ...NOBODY },
  order_reported: { from: ['told', 'settled'], to: 'reported', event: 'ordered', ...NOBODY },
  add_action: { ...REMEDYING, action: 'remediation.plan', event: 'action_added' },
  note_progress: { ...REMEDYING, action: 'remediation.plan', event: 'progress_noted' },
  draft: { ...REMEDYING, action: 'remediation.report', event: 'remediation_drafted' },
  give_back: { ...REMEDYING, action: 'remediation.report', event: 'draft_given_back', reason: 'needed' },
  report: {
    action: 'remediation.report',
    from: ['to_remedy', 'returned'],
    to: 'reported',
    event: 'reported',
    ...OF_UNIT,
  },
  draft_early: { ...EARLY, event: 'remediation_drafted' },
  give_back_early: { ...EARLY, event: 'draft_given_back', reason: 'needed' },
  report_early: { ...EARLY, event: 'reported' },
  assign_verifier: { ...VERIFYING, action: 'verifier.assign', ...SUPERVISOR },
  share_verification: { ...VERIFYING, action: 'verifier.share', ...OF_TEAM },
  order_visit: {
    action: 'remediation.visit',
    from: ['reported'],
    event: 'visit_ordered',
    reason: 'needed',
    ...VERIFIERS,
  },
  accept: {
    action: 'remediation.accept',
    from: ['reported'],
    to: 'closed',
    event: 'accepted',
    ...VERIFIERS,
  },
  return: {
    action: 'remediation.return',
    from: ['reported'],
    to: 'returned',
    event: 'returned',
    reason: 'needed',
    ...VERIFIERS,
  },
  ask_extension: {
    action: 'extension.ask',
    from: ['to_remedy', 'returned'],
    event: 'extension_asked',
    reason: 'needed',
    ...OF_UNIT,
  },
  accept_failure: { ...FAILED, event: 'failure_accepted' },
  decline_failure: { ...FAILED, event: 'failure_declined' },
  grant_extension: {
    action: 'extension.decide',
    from: ['to_remedy', 'returned', 'reported'],
    event: 'extension_granted',
    reason: 'needed',
    ...SUPERVISOR,
  },
  refuse_extension: {
    action: 'extension.decide',
    from: ['to_remedy', 'returned', 'reported'],
    event: 'extension_refused',
    reason: 'needed',
    ...SUPERVISOR,
  },
  move_due: {
    action: 'deadline.move',
    from: ['to_remedy', 'returned', 'reported'],
    event: 'due_moved',
    reason: 'needed',
    ...SUPERVISOR,
  },
  confirm: {
    action: 'finding.check',
    from: ['to_remedy', 'reported', 'returned'],
    to: 'closed',
    event: 'confirmed',
    ...OF_TEAM,
  },
  reopen: {
    action: 'finding.check',
    from: ['closed'],
    to: 'to_remedy',
    event: 'reopened',
    reason: 'needed',
    ...OF_TEAM,
  },
} as const satisfies Record<string, Line<FindingState> & { action?: string }>;

export type FindingAct = keyof typeof findingWorkflow;
export type WorkflowAction =
  `inspection.${CaseAct}` | Extract<(typeof findingWorkflow)[FindingAct], { action: string }>['action'];

const ruleOf = ({ roles, relation, except }: Rule): Rule => ({
  roles,
  relation,
  ...(except === undefined ? {} : { except }),
});

/** The permissions that the workflow gives. */
export const workflowRules = Object.fromEntries([
  ...Object.entries<Line<State>>(caseWorkflow).map(([act, line]) => [`inspection.${act}`, ruleOf(line)]),
  ...Object.values<Line<FindingState> & { action?: string }>(findingWorkflow).flatMap((line) =>
    line.action === undefined ? [] : [[line.action, ruleOf(line)]],
  ),
]) as Record<WorkflowAction, Rule>;
