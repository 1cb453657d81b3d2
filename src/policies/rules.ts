import type { Role } from './actor.js';

/** How the actor stands to the case. One may stand in several relations at once. */
export const relations = ['anyone', 'preparer', 'team', 'approver', 'authority', 'unit'] as const;
export type Relation = (typeof relations)[number];

export type Rule = {
  roles: readonly Role[];
  /** Any of these relations is enough. */
  relation: readonly Relation[];
  /** Relations that forbid it even so: nobody approves his own plan. */
  except?: readonly Relation[];
};

/** Who may do what. In which state it is possible is said by the lifecycle of the inspection or finding. */
export const rules = {
  'inspection.prepare': { roles: ['inspector', 'supervisor'], relation: ['anyone'] },
  'inspection.revise': { roles: ['inspector', 'supervisor'], relation: ['preparer', 'team'] },
  'inspection.approve': { roles: ['supervisor'], relation: ['approver'], except: ['preparer'] },
  'inspection.refuse': { roles: ['supervisor'], relation: ['approver'], except: ['preparer'] },
  'inspection.open': { roles: ['inspector', 'supervisor'], relation: ['team'] },
  'inspection.conclude': { roles: ['supervisor'], relation: ['approver'] },
  'inspection.cancel': { roles: ['inspector', 'supervisor'], relation: ['preparer', 'approver'] },
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
  'finding.revise': { roles: ['inspector', 'supervisor'], relation: ['team'] },
  'finding.withdraw': { roles: ['inspector', 'supervisor'], relation: ['team'] },
  'finding.check': { roles: ['inspector', 'supervisor'], relation: ['team'] },
  'evidence.add': { roles: ['inspector', 'supervisor'], relation: ['team'] },
  'remediation.report': { roles: ['officer'], relation: ['unit'] },
  'remediation.accept': { roles: ['inspector', 'supervisor'], relation: ['team'] },
  'remediation.return': { roles: ['inspector', 'supervisor'], relation: ['team'] },
  'document.draw_up': { roles: ['inspector', 'supervisor'], relation: ['authority'] },
  'document.number': { roles: ['inspector', 'supervisor'], relation: ['authority'] },
  'document.deliver': { roles: ['inspector', 'supervisor'], relation: ['authority'] },
  'document.acknowledge': { roles: ['officer'], relation: ['unit'] },
  'draw.make': { roles: ['supervisor'], relation: ['anyone'] },
  'draw.release': { roles: ['supervisor'], relation: ['preparer'] },
  'report.read': { roles: ['inspector', 'supervisor', 'leader', 'officer'], relation: ['anyone'] },
  'people.manage': { roles: ['administrator'], relation: ['anyone'] },
  'units.manage': { roles: ['administrator'], relation: ['anyone'] },
  'calendar.manage': { roles: ['administrator'], relation: ['anyone'] },
  'signs.manage': { roles: ['administrator'], relation: ['anyone'] },
  'checklists.manage': { roles: ['administrator'], relation: ['anyone'] },
  'wording.manage': { roles: ['supervisor', 'administrator'], relation: ['anyone'] },
  'settings.manage': { roles: ['administrator'], relation: ['anyone'] },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof rules;
export const actions = Object.keys(rules) as Action[];
