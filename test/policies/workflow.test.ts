import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { withDiagram } from '../../scripts/support/workflow-diagram.js';
import { fromRoot } from '../../src/shared/project-root.js';
import { findingStates, findingTransitionFor, type FindingState } from '../../src/findings/finding.js';
import { states, transitionFor, type State } from '../../src/inspections/inspection.js';
import { roles, type Actor, type Role } from '../../src/policies/actor.js';
import { allowed, type Subject } from '../../src/policies/policy.js';
import { relations, type Relation } from '../../src/policies/rules.js';
import { caseWorkflow, type CaseAct } from '../../src/policies/case-workflow.js';
import { findingWorkflow, type FindingAct, type WorkflowAction } from '../../src/policies/workflow.js';
import type { Line } from '../../src/policies/workflow-line.js';

/** Written out by hand, apart from the table: act, from which states, to which (- stays), event, whether a reason is needed. */
const ofCase = `
  revise        prepared            -          revised
  approve       prepared            approved   approved
  refuse        prepared            -          refused              reason
  open          approved            opened     opened
  give_up_files opened,minuted,answering  -  files_given_up  reason
  write_minutes opened              -          minutes_written
  sign_minutes  opened              minuted    minuted
  resume        minuted             opened     resumed              reason
  send_draft    minuted             answering  draft_sent
  redate_draft  answering           -          draft_redated        reason
  conclude      minuted,answering   concluded  concluded
  deliver       concluded           -          conclusion_delivered
  redate_conclusion  concluded      -          conclusion_redated  reason
  publish       concluded,closed    -          published
  close         concluded           closed     closed
  reopen        closed              concluded  reopened
  cancel        prepared,approved   cancelled  cancelled            reason
`;
const ofFindings = `
  revise        recorded            -          revised
  add_evidence  recorded            -          evidence_added
  withdraw      recorded            withdrawn  withdrawn            reason
  minute        recorded            minuted    minuted
  resume        minuted             recorded   resumed
  tell          minuted             told       told
  agree         told,answered       settled    agreed
  object        told,answered       answered   objected
  uphold        answered            settled    upheld               reason
  amend         answered            settled    amended              reason
  drop          answered            withdrawn  dropped              reason
  order         told,settled        to_remedy  ordered
  add_action    to_remedy,returned  -          action_added
  note_progress to_remedy,returned  -          progress_noted
  draft         to_remedy,returned  -          remediation_drafted
  give_back     to_remedy,returned  -          draft_given_back     reason
  report        to_remedy,returned  reported   reported
  accept_failure  to_remedy,returned  -        failure_accepted     reason
  decline_failure to_remedy,returned  -        failure_declined     reason
  order_visit   reported            -          visit_ordered        reason
  order_reported   told,settled                             reported  ordered
  draft_early      recorded,minuted,told,answered,settled   -  remediation_drafted
  give_back_early  recorded,minuted,told,answered,settled   -  draft_given_back     reason
  report_early     recorded,minuted,told,answered,settled   -  reported
  assign_verifier     to_remedy,reported,returned           -  verifier_assigned
  share_verification  to_remedy,reported,returned           -  verifier_assigned
  redate_at_once      recorded,minuted,told,answered,settled  -  at_once_redated  reason
  accept        reported            closed     accepted
  return        reported            returned   returned             reason
  ask_extension     to_remedy,returned           -  extension_asked    reason
  grant_extension   to_remedy,returned,reported  -  extension_granted  reason
  refuse_extension  to_remedy,returned,reported  -  extension_refused  reason
  move_due          to_remedy,returned,reported  -  due_moved          reason
  confirm       to_remedy,reported,returned  closed  confirmed
  reopen        closed              to_remedy  reopened             reason
`;

const rowsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [act = '', from = '', to = '', event = '', reason] = line.trim().split(/\s+/);
      return { act, from: from.split(','), to, event, reason };
    });

/** Every state x act: what is written above, and nothing else. */
function walk<S extends string, A extends string>(
  text: string,
  acts: string[],
  all: readonly S[],
  stepIn: (act: A, state: S) => { to: S; event: string; reason?: string } | undefined,
): void {
  const rows = rowsOf(text);
  expect(rows.map(({ act }) => act).sort()).to.deep.equal([...acts].sort());
  for (const { act, from, to, event, reason } of rows) {
    for (const state of all) {
      const step = stepIn(act as A, state);
      const said = `${act} from ${state}`;
      if (!from.includes(state)) expect(step, said).to.equal(undefined);
      else {
        const expected = { to: to === '-' ? state : to, event, ...(reason ? { reason: 'needed' } : {}) };
        expect(step, said).to.deep.equal(expected);
      }
    }
  }
}

function reached(lines: Line<string>[], first: string): string[] {
  const found = new Set([first]);
  for (let round = 0; round < 20; round += 1) {
    for (const { from, to } of lines)
      if (to !== undefined && from.some((state) => found.has(state))) found.add(to);
  }
  return [...found].sort();
}

const actorIn = (role: Role): Actor => ({
  personId: 'me',
  name: 'Tôi',
  post: { role, unitId: 'here', unitName: { vi: 'Đây', en: 'Here' }, title: { vi: 'Chức', en: 'Post' } },
});
const subjectIn = (relation: Relation): Subject => ({
  preparerId: relation === 'preparer' ? 'me' : 'other',
  approverId: relation === 'approver' ? 'me' : 'other',
  teamIds: relation === 'team' ? ['me'] : ['other'],
  verifierId: relation === 'verifier' ? 'me' : 'other',
  authorityId: relation === 'authority' ? 'here' : 'elsewhere',
  unitId: relation === 'unit' ? 'here' : 'elsewhere',
});

describe('the workflow', () => {
  it('takes a case from state to state as it is written, and no other way', () => {
    walk<State, CaseAct>(ofCase, Object.keys(caseWorkflow), states, transitionFor);
    expect(reached(Object.values(caseWorkflow), 'prepared')).to.deep.equal([...states].sort());
  });

  it('takes a finding from state to state as it is written, and no other way', () => {
    walk<FindingState, FindingAct>(
      ofFindings,
      Object.keys(findingWorkflow),
      findingStates,
      findingTransitionFor,
    );
    expect(reached(Object.values(findingWorkflow), 'recorded')).to.deep.equal([...findingStates].sort());
  });

  it('lets every line be taken by whom it names, in every role and relation, and by nobody else', () => {
    const lines: [WorkflowAction, Line<string>][] = [
      ...Object.entries<Line<string>>(caseWorkflow).map(([act, line]): [WorkflowAction, Line<string>] => [
        `inspection.${act as CaseAct}`,
        line,
      ]),
      ...Object.values<Line<string> & { action?: string }>(findingWorkflow).flatMap(
        (line): [WorkflowAction, Line<string>][] =>
          line.action === undefined ? [] : [[line.action as WorkflowAction, line]],
      ),
    ];
    for (const [action, line] of lines) {
      for (const role of roles) {
        for (const relation of relations) {
          const expected =
            line.roles.includes(role) &&
            line.relation.includes(relation) &&
            line.except?.includes(relation) !== true;
          expect(
            allowed(actorIn(role), action, subjectIn(relation)),
            `${action} ${role} ${relation}`,
          ).to.equal(expected);
        }
      }
    }
  });

  it('is drawn in the README as it is; else: npm run workflow', () => {
    const readme = readFileSync(fromRoot('README.md'), 'utf8');
    expect(withDiagram(readme)).to.equal(readme);
    expect(readme)
      .to.include('minuted --> answering: send_draft')
      .and.to.include('| uphold | answered | settled |');
  });
});
