import type { Action } from '../policies/rules.js';
import type { Day } from '../shared/dates.js';
import type { Page as Rows } from '../shared/paging.js';
import type { AmendmentRow } from './amendments.js';
import type { Gaps } from './plan-gaps.js';
import type { LineFilter, LineRow, Made } from './plan.queries.js';
import type { Plan } from './plan.js';

/** How the lines of a plan stand, each counted once but for those moved, which stand somewhere else besides. */
export type PlanTally = Record<'planned' | 'done' | 'moved' | 'cancelled' | 'late', number>;
/** Everything that the page of a plan is made of. */
export type PlanFacts = {
  plan: Plan;
  /** Whether somebody has confirmed the working calendar of its year. */
  calendarConfirmed: boolean;
  today: Day;
  filter: LineFilter;
  lines: Rows<LineRow>;
  count: number;
  made: Map<string, Made>;
  tally: PlanTally;
  gaps: Gaps;
  amendments: AmendmentRow[];
  /** Names of the neglected units that are shown, and how many there are. */
  neglected: { id: string; name: string }[];
  allowed: Set<Action>;
};

/** Lines change freely in a draft and by amendments after the approval. */
export const mayChange = ({ plan, allowed }: PlanFacts): boolean =>
  allowed.has(plan.state === 'draft' ? 'plan.revise' : 'plan.amend');
