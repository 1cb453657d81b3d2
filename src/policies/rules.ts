import type { Role } from './actor.js';
import { workflowRules } from './workflow.js';

/** How the actor stands to the case. One may stand in several relations at once. */
export const relations = ['anyone', 'preparer', 'team', 'approver', 'verifier', 'authority', 'unit'] as const;
export type Relation = (typeof relations)[number];

export type Rule = {
  roles: readonly Role[];
  /** Any of these relations is enough. */
  relation: readonly Relation[];
  /** Relations that forbid it even so: nobody approves his own plan. */
  except?: readonly Relation[];
};

/** Who may do what. In which state it is possible, and who takes the steps of a case, is said by the workflow. */
export const rules = {
  ...workflowRules,
  'inspection.prepare': { roles: ['inspector', 'supervisor'], relation: ['anyone'] },
  'inspection.import': { roles: ['supervisor', 'administrator'], relation: ['anyone'] },
  'plan.draft': { roles: ['supervisor'], relation: ['anyone'] },
  'plan.revise': { roles: ['supervisor'], relation: ['authority'] },
  'plan.submit': { roles: ['supervisor'], relation: ['authority'], except: ['approver'] },
  'plan.approve': { roles: ['supervisor'], relation: ['approver'], except: ['preparer'] },
  'plan.refuse': { roles: ['supervisor'], relation: ['approver'], except: ['preparer'] },
  'plan.amend': { roles: ['supervisor'], relation: ['authority'] },
  'checklist.choose': { roles: ['inspector', 'supervisor'], relation: ['preparer', 'team'] },
  'answer.give': { roles: ['inspector', 'supervisor'], relation: ['team'] },
  'announcement.report': { roles: ['officer'], relation: ['unit'] },
  'finding.record': { roles: ['inspector', 'supervisor'], relation: ['team'] },
  'evidence.mask': { roles: ['inspector', 'supervisor'], relation: ['team', 'preparer', 'approver'] },
  'document.draw_up': { roles: ['inspector', 'supervisor'], relation: ['authority'] },
  'document.number': { roles: ['inspector', 'supervisor'], relation: ['authority'] },
  'document.deliver': { roles: ['inspector', 'supervisor'], relation: ['authority'] },
  'document.acknowledge': { roles: ['officer'], relation: ['unit'] },
  'batch.remind': { roles: ['inspector', 'supervisor'], relation: ['authority'] },
  'handling.read': { roles: ['inspector', 'supervisor', 'leader', 'officer'], relation: ['anyone'] },
  'handling.record': { roles: ['inspector', 'supervisor'], relation: ['authority'] },
  // Whose name stands in a decision, and the decision itself: for those who follow it up, not for those who read figures.
  'handling.name': { roles: ['inspector', 'supervisor'], relation: ['authority'] },
  // It holds the originals of pictures, which are for those who inspect.
  'casefile.export': { roles: ['inspector', 'supervisor'], relation: ['anyone'] },
  'disposal.read': { roles: ['inspector', 'supervisor', 'leader'], relation: ['anyone'] },
  'retention.set': { roles: ['supervisor'], relation: ['authority'] },
  'disposal.propose': { roles: ['supervisor'], relation: ['anyone'] },
  'disposal.sign': { roles: ['supervisor'], relation: ['authority'], except: ['preparer'] },
  'disposal.withdraw': { roles: ['supervisor'], relation: ['authority'] },
  'draw.make': { roles: ['supervisor'], relation: ['anyone'] },
  'draw.release': { roles: ['supervisor'], relation: ['preparer'] },
  'report.read': { roles: ['inspector', 'supervisor', 'leader', 'officer'], relation: ['anyone'] },
  'cluster.make': { roles: ['inspector', 'supervisor', 'leader'], relation: ['anyone'] },
  'cluster.revise': { roles: ['inspector', 'supervisor', 'leader'], relation: ['authority'] },
  'filing.write': { roles: ['inspector', 'supervisor', 'officer'], relation: ['unit'] },
  'filing.decide': { roles: ['leader', 'supervisor'], relation: ['unit'], except: ['preparer'] },
  'filing.issue': { roles: ['inspector', 'supervisor', 'officer'], relation: ['unit'] },
  'disclosure.decide': { roles: ['leader', 'supervisor'], relation: ['unit'] },
  'people.manage': { roles: ['administrator'], relation: ['anyone'] },
  'people.invite': { roles: ['supervisor', 'administrator'], relation: ['anyone'] },
  'units.manage': { roles: ['administrator'], relation: ['anyone'] },
  'calendar.manage': { roles: ['administrator'], relation: ['anyone'] },
  'signs.manage': { roles: ['administrator'], relation: ['anyone'] },
  'checklists.manage': { roles: ['administrator'], relation: ['anyone'] },
  'wording.manage': { roles: ['supervisor', 'administrator'], relation: ['anyone'] },
  'jobs.manage': { roles: ['administrator'], relation: ['anyone'] },
  'connections.manage': { roles: ['administrator'], relation: ['anyone'] },
  'settings.manage': { roles: ['administrator'], relation: ['anyone'] },
} satisfies Record<string, Rule>;

export type Action = keyof typeof rules;
export const actions = Object.keys(rules) as Action[];
