import { expect } from 'chai';
import type { Finding } from '../../src/findings/finding.js';
import { isVerifier, refusedVerifier, verifierFault } from '../../src/verifiers/verifier.js';

const by = (personId: string) => ({ personId, name: personId, post: '' });
const finding = (more: object = {}) =>
  ({
    teamIds: ['recorder', 'member'],
    remediations: [{ by: by('clerk') }],
    history: [{ by: by('recorder') }],
    ...more,
  }) as unknown as Finding;
const given = (personId: string) => finding({ verifier: by(personId) });

describe('whoever verifies', () => {
  it('has neither written nor sent the report, from whatever post', () => {
    const own = finding({
      teamIds: ['head', 'clerk', 'member'],
      remediations: [{ by: by('head'), draftedBy: by('clerk') }],
    });
    for (const id of ['head', 'clerk']) expect(verifierFault(own, id, false)).to.equal('ownReport');
    expect(verifierFault(own, 'member', false)).to.equal(undefined);
  });

  it('is not who recorded the finding where the rule says so', () => {
    expect(verifierFault(finding(), 'recorder', true)).to.equal('ownFinding');
    expect(verifierFault(finding(), 'recorder', false)).to.equal(undefined);
    expect(verifierFault(finding(), 'member', true)).to.equal(undefined);
  });

  it('is anybody of the team, or the one person who was asked', () => {
    expect(['member', 'outsider'].map((id) => isVerifier(finding(), id))).to.deep.equal([true, false]);
    expect(['member', 'outsider'].map((id) => isVerifier(given('outsider'), id))).to.deep.equal([
      false,
      true,
    ]);
    expect(verifierFault(given('outsider'), 'member', false)).to.equal('othersTurn');
  });
});

describe('asking somebody to verify', () => {
  const supervisor = { otherVerifier: true, sharing: false };
  const team = { otherVerifier: false, sharing: true };

  it('may be anybody for a supervisor, but not whoever could not verify', () => {
    expect(refusedVerifier(finding(), 'outsider', supervisor)).to.equal(undefined);
    expect(refusedVerifier(finding(), 'recorder', supervisor)).to.equal('verifiers:refused.ownFinding');
    expect(refusedVerifier(finding(), 'clerk', supervisor)).to.equal('verifiers:refused.ownReport');
  });

  it('is among its own for a team, and not against a supervisor', () => {
    expect(refusedVerifier(finding(), 'member', team)).to.equal(undefined);
    expect(refusedVerifier(finding(), 'outsider', team)).to.equal('verifiers:refused.notOfTeam');
    expect(refusedVerifier(given('outsider'), 'member', team)).to.equal('verifiers:refused.given');
    expect(refusedVerifier(given('outsider'), '', team)).to.equal('verifiers:refused.given');
    expect(refusedVerifier(given('outsider'), '', supervisor)).to.equal(undefined);
  });

  it('changes something', () => {
    expect(refusedVerifier(given('member'), 'member', team)).to.equal('verifiers:refused.same');
    expect(refusedVerifier(finding(), '', team)).to.equal('verifiers:refused.same');
  });
});
