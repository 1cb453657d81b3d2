import { expect } from 'chai';
import { confirmingFault, needsHead } from '../../src/remediation/confirming.js';
import { blockingIn, lackingIn } from '../../src/remediation/lacking.js';
import { assertWish } from '../../src/remediation/proof.js';
import type { Finding } from '../../src/findings/finding.js';
import { Invalid } from '../../src/shared/errors.js';

const head = { personId: 'head', leads: true };
const deputy = { personId: 'deputy', leads: true };
const clerk = { personId: 'clerk', leads: false };
const by = (personId: string) => ({ personId, name: personId, post: '' });
const at = new Date('2026-03-02T02:00:00Z');
const finding = (more: object) =>
  ({
    id: 'f',
    state: 'to_remedy',
    evidence: [{ id: 'e' }, { id: 'gone', withdrawn: {} }],
    remediations: [],
    history: [{ by: by('recorder') }],
    ...more,
  }) as unknown as Finding;
const report = (more: object = {}) => ({ by: by('clerk'), at, done: '', evidenceIds: ['e'], ...more });
const step = (...progress: object[]) => ({ id: 'a', what: 'Lắp quạt', progress });

describe('who confirms a report of a unit', () => {
  const rule = { headConfirms: 1, ownReport: 1 };

  it('is nobody where no account names a head, unless the rule always asks for one', () => {
    expect(needsHead(rule, [clerk])).to.equal(false);
    expect(confirmingFault(clerk, 'clerk', [clerk], rule)).to.equal(undefined);
    expect(confirmingFault(clerk, 'clerk', [clerk], { ...rule, headConfirms: 2 })).to.equal('notHead');
    expect(confirmingFault(clerk, 'clerk', [clerk, head], { ...rule, headConfirms: 0 })).to.equal(undefined);
  });

  it('is the head or who stands in, and not the writer', () => {
    const all = [head, deputy, clerk];
    expect(confirmingFault(clerk, 'clerk', all, rule)).to.equal('notHead');
    expect(confirmingFault(head, 'clerk', all, rule)).to.equal(undefined);
    expect(confirmingFault(deputy, 'head', all, rule)).to.equal(undefined);
    expect(confirmingFault(head, 'head', all, rule)).to.equal('own');
  });

  it('may be the writer where the unit has one account only, or where the rule says so', () => {
    expect(confirmingFault(head, 'head', [head], rule)).to.equal(undefined);
    expect(confirmingFault(head, 'head', [head], { ...rule, ownReport: 0 })).to.equal('own');
    expect(confirmingFault(head, 'head', [head, clerk], { ...rule, ownReport: 2 })).to.equal(undefined);
  });
});

describe('what a finding lacks before it is closed', () => {
  const keys = (more: object) => lackingIn(finding(more)).map(({ key }) => key);

  it('names every step that goes on, the report, its proof and the verdict, each with its page', () => {
    expect(keys({})).to.deep.equal(['report']);
    const words = { outcome: 'going_on' };
    expect(keys({ actions: [step(), step(words), step({ outcome: 'done' })] })).to.deep.equal([
      'action',
      'action',
      'report',
    ]);
    expect(keys({ draft: { by: by('clerk'), files: [] } })).to.deep.equal(['draft']);
    expect(keys({ draft: { by: by('clerk'), files: [], givenBack: {} } })).to.deep.equal(['report']);
    expect(keys({ state: 'reported', remediations: [report({ evidenceIds: [] })] })).to.deep.equal([
      'proof',
      'verification',
    ]);
    for (const [evidenceIds, missing] of [
      [['gone'], ['proof', 'verification']],
      [['gone', 'e'], ['verification']],
    ])
      expect(keys({ state: 'reported', remediations: [report({ evidenceIds })] })).to.deep.equal(missing);
    expect(keys({ state: 'reported', remediations: [report({ visit: {} })] })).to.deep.equal(['visit']);
    expect(keys({ replies: [{ kind: 'slip' }] })).to.deep.equal(['reply', 'report']);
    expect(keys({ state: 'closed' })).to.deep.equal([]);
    expect(lackingIn(finding({ actions: [step()] }))[0]).to.deep.include({
      href: '/findings/f/actions#action-a',
      values: { what: 'Lắp quạt' },
    });
  });

  it('lets the verdict itself stand in no way of the verdict', () => {
    expect(blockingIn(finding({ state: 'reported', remediations: [report()] }))).to.deep.equal([]);
  });
});

describe('asking to be verified early', () => {
  it('is for a day from today to the due date', () => {
    for (const day of [undefined, '2026-03-02', '2026-03-10']) assertWish(day, '2026-03-02', '2026-03-10');
    for (const day of ['2026-03-01', '2026-03-11'])
      expect(() => assertWish(day, '2026-03-02', '2026-03-10')).to.throw(Invalid);
  });
});
