import { expect } from 'chai';
import { roles, type Actor, type Role } from '../../src/policies/actor.js';
import { allowed, type Subject } from '../../src/policies/policy.js';
import { actions, relations, type Action, type Relation } from '../../src/policies/rules.js';

const VERIFIERS = ['inspector team', 'inspector verifier', 'supervisor team', 'supervisor verifier'];

/** Written out by hand, apart from the rules: whoever changes a permission has to change it in both places. */
const granted: Record<Action, string[]> = {
  'inspection.prepare': ['inspector anyone', 'supervisor anyone'],
  'inspection.revise': ['inspector preparer', 'inspector team', 'supervisor preparer', 'supervisor team'],
  'inspection.approve': ['supervisor approver'],
  'inspection.refuse': ['supervisor approver'],
  'inspection.open': ['inspector team', 'supervisor team'],
  'inspection.conclude': ['supervisor approver'],
  'inspection.write_minutes': ['inspector team', 'supervisor team'],
  'inspection.sign_minutes': ['inspector team', 'supervisor team'],
  'inspection.resume': ['inspector team', 'supervisor team'],
  'inspection.send_draft': ['inspector team', 'inspector approver', 'supervisor team', 'supervisor approver'],
  'inspection.give_up_files': [
    'inspector team',
    'inspector approver',
    'supervisor team',
    'supervisor approver',
  ],
  'inspection.redate_draft': [
    'inspector team',
    'inspector approver',
    'supervisor team',
    'supervisor approver',
  ],
  'inspection.deliver': ['inspector authority', 'supervisor authority'],
  'inspection.publish': ['officer unit'],
  'inspection.close': [],
  'inspection.reopen': [],
  'reply.answer': ['officer unit'],
  'reply.decide': ['inspector authority', 'supervisor authority'],
  'inspection.cancel': [
    'inspector preparer',
    'inspector approver',
    'supervisor preparer',
    'supervisor approver',
  ],
  'inspection.import': ['supervisor anyone', 'administrator anyone'],
  'plan.draft': ['supervisor anyone'],
  'plan.revise': ['supervisor authority'],
  'plan.submit': ['supervisor authority'],
  'plan.approve': ['supervisor approver'],
  'plan.refuse': ['supervisor approver'],
  'plan.amend': ['supervisor authority'],
  'checklist.choose': ['inspector preparer', 'inspector team', 'supervisor preparer', 'supervisor team'],
  'answer.give': ['inspector team', 'supervisor team'],
  'announcement.report': ['officer unit'],
  'finding.record': ['inspector team', 'supervisor team'],
  'finding.redate': ['inspector team', 'supervisor team'],
  'finding.revise': ['inspector team', 'supervisor team'],
  'finding.withdraw': ['inspector team', 'supervisor team'],
  'finding.check': ['inspector team', 'supervisor team'],
  'evidence.add': ['inspector team', 'supervisor team'],
  'remediation.plan': ['officer unit'],
  'remediation.report': ['officer unit'],
  'verifier.assign': ['supervisor authority', 'supervisor approver'],
  'verifier.share': ['inspector team', 'supervisor team'],
  'remediation.visit': VERIFIERS,
  'remediation.accept': VERIFIERS,
  'remediation.return': VERIFIERS,
  'inspection.redate_conclusion': ['supervisor authority', 'supervisor approver'],
  'deadline.move': ['supervisor authority', 'supervisor approver'],
  'extension.ask': ['officer unit'],
  'extension.decide': ['supervisor authority', 'supervisor approver'],
  'batch.remind': ['inspector authority', 'supervisor authority'],
  'handling.read': ['inspector anyone', 'supervisor anyone', 'leader anyone', 'officer anyone'],
  'handling.record': ['inspector authority', 'supervisor authority'],
  'handling.name': ['inspector authority', 'supervisor authority'],
  'failure.decide': ['supervisor authority', 'supervisor approver'],
  'evidence.mask': [
    'inspector preparer',
    'inspector team',
    'inspector approver',
    'supervisor preparer',
    'supervisor team',
    'supervisor approver',
  ],
  'document.draw_up': ['inspector authority', 'supervisor authority'],
  'document.number': ['inspector authority', 'supervisor authority'],
  'document.deliver': ['inspector authority', 'supervisor authority'],
  'document.acknowledge': ['officer unit'],
  'casefile.export': ['inspector anyone', 'supervisor anyone'],
  'disposal.read': ['inspector anyone', 'supervisor anyone', 'leader anyone'],
  'retention.set': ['supervisor authority'],
  'disposal.propose': ['supervisor anyone'],
  'disposal.sign': ['supervisor authority'],
  'disposal.withdraw': ['supervisor authority'],
  'draw.make': ['supervisor anyone'],
  'draw.release': ['supervisor preparer'],
  'report.read': ['inspector anyone', 'supervisor anyone', 'leader anyone', 'officer anyone'],
  'cluster.make': ['inspector anyone', 'supervisor anyone', 'leader anyone'],
  'cluster.revise': ['inspector authority', 'supervisor authority', 'leader authority'],
  'filing.write': ['inspector unit', 'supervisor unit', 'officer unit'],
  'filing.decide': ['supervisor unit', 'leader unit'],
  'filing.issue': ['inspector unit', 'supervisor unit', 'officer unit'],
  'disclosure.decide': ['supervisor unit', 'leader unit'],
  'people.manage': ['administrator anyone'],
  'connections.manage': ['administrator anyone'],
  'people.invite': ['supervisor anyone', 'administrator anyone'],
  'units.manage': ['administrator anyone'],
  'calendar.manage': ['administrator anyone'],
  'signs.manage': ['administrator anyone'],
  'checklists.manage': ['administrator anyone'],
  'wording.manage': ['supervisor anyone', 'administrator anyone'],
  'jobs.manage': ['administrator anyone'],
  'settings.manage': ['administrator anyone'],
};

const actorIn = (role: Role): Actor => ({
  personId: 'me',
  name: 'Tôi',
  post: { role, unitId: 'here', unitName: { vi: 'Đây', en: 'Here' }, title: { vi: 'Chức', en: 'Post' } },
});

const subjectIn = (relation: Relation): Subject => ({
  preparerId: relation === 'preparer' ? 'me' : 'other',
  approverId: relation === 'approver' ? 'me' : 'other',
  teamIds: relation === 'team' ? ['other', 'me'] : ['other'],
  verifierId: relation === 'verifier' ? 'me' : 'other',
  authorityId: relation === 'authority' ? 'here' : 'elsewhere',
  unitId: relation === 'unit' ? 'here' : 'elsewhere',
});

describe('the permission matrix', () => {
  for (const action of actions) {
    describe(action, () => {
      for (const role of roles) {
        for (const relation of relations) {
          const expected =
            granted[action].includes(`${role} ${relation}`) || granted[action].includes(`${role} anyone`);
          it(`is ${expected ? 'allowed' : 'refused'} to the ${role} as ${relation}`, () => {
            expect(allowed(actorIn(role), action, subjectIn(relation))).to.equal(expected);
          });
        }
      }
    });
  }

  it('lets nobody approve what he prepared himself', () => {
    const both = { ...subjectIn('approver'), preparerId: 'me' };
    expect(allowed(actorIn('supervisor'), 'inspection.approve', both)).to.equal(false);
    expect(allowed(actorIn('supervisor'), 'inspection.conclude', both)).to.equal(true);
  });

  it('lets nobody who was on the visit decide what the unit answers', () => {
    const both = { ...subjectIn('authority'), teamIds: ['me'] };
    expect(allowed(actorIn('supervisor'), 'reply.decide', both)).to.equal(false);
    expect(allowed(actorIn('inspector'), 'reply.decide', subjectIn('authority'))).to.equal(true);
  });

  it('asks for a relation when there is no case at all', () => {
    expect(allowed(actorIn('supervisor'), 'inspection.approve')).to.equal(false);
    expect(allowed(actorIn('supervisor'), 'inspection.prepare')).to.equal(true);
  });
});
