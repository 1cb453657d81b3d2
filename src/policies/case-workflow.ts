import type { State } from '../inspections/inspection.js';
import {
  APPROVER,
  NOBODY,
  OF_TEAM,
  OF_UNIT,
  STAFF,
  SUPERVISOR,
  TEAM_OR_APPROVER,
  type Line,
} from './workflow-line.js';

/** The way of an inspection. Service, pages, tests and the diagram of the README read this and the way of a finding, and no other. */
export const caseWorkflow = {
  revise: { from: ['prepared'], event: 'revised', roles: STAFF, relation: ['preparer', 'team'] },
  approve: { from: ['prepared'], to: 'approved', event: 'approved', ...APPROVER, except: ['preparer'] },
  refuse: { from: ['prepared'], event: 'refused', reason: 'needed', ...APPROVER, except: ['preparer'] },
  open: { from: ['approved'], to: 'opened', event: 'opened', ...OF_TEAM },
  give_up_files: {
    from: ['opened', 'minuted', 'answering'],
    event: 'files_given_up',
    reason: 'needed',
    ...TEAM_OR_APPROVER,
  },
  write_minutes: { from: ['opened'], event: 'minutes_written', ...OF_TEAM },
  sign_minutes: { from: ['opened'], to: 'minuted', event: 'minuted', ...OF_TEAM },
  resume: { from: ['minuted'], to: 'opened', event: 'resumed', reason: 'needed', ...OF_TEAM },
  send_draft: { from: ['minuted'], to: 'answering', event: 'draft_sent', ...TEAM_OR_APPROVER },
  redate_draft: {
    from: ['answering'],
    event: 'draft_redated',
    reason: 'needed',
    ...TEAM_OR_APPROVER,
  },
  conclude: { from: ['minuted', 'answering'], to: 'concluded', event: 'concluded', ...APPROVER },
  deliver: { from: ['concluded'], event: 'conclusion_delivered', roles: STAFF, relation: ['authority'] },
  redate_conclusion: {
    from: ['concluded'],
    event: 'conclusion_redated',
    reason: 'needed',
    ...SUPERVISOR,
  },
  publish: { from: ['concluded', 'closed'], event: 'published', ...OF_UNIT },
  close: { from: ['concluded'], to: 'closed', event: 'closed', ...NOBODY },
  reopen: { from: ['closed'], to: 'concluded', event: 'reopened', ...NOBODY },
  cancel: {
    from: ['prepared', 'approved'],
    to: 'cancelled',
    event: 'cancelled',
    reason: 'needed',
    roles: STAFF,
    relation: ['preparer', 'approver'],
  },
} as const satisfies Record<string, Line<State>>;

export type CaseAct = keyof typeof caseWorkflow;
