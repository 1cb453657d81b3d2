import { expect } from 'chai';
import { concludedEvidence, hashOfHashes } from '../../src/findings/concluded-evidence.js';
import type { EvidenceItem } from '../../src/findings/finding.js';

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];

const file = (sha256: string, more: Partial<EvidenceItem> = {}) =>
  ({ sha256, purpose: 'finding', ...more }) as EvidenceItem;
const takenBack = (at: string) => ({ withdrawn: { at: new Date(at), reason: 'nhầm' } as never });
const concluded = (...evidence: EvidenceItem[]) => ({ concludedOn: '2026-03-05', evidence });

describe('the one hash of the files that a case was concluded upon', () => {
  it('is what `sort | sha256sum` makes of their hashes, in whatever order they came', () => {
    // printf '%s\n' aaaa… bbbb… | sort | sha256sum
    const known = '913f9338fb6c17253f3a14816fc08d52522454bfc19a8c99538a197cfb23fb41';
    expect(hashOfHashes([b, a]))
      .to.equal(hashOfHashes([a, b]))
      .and.to.equal(known);
    expect(concludedEvidence([concluded(file(b)), concluded(file(a))])).to.deep.equal({
      files: 2,
      hash: known,
    });
  });

  it('stays the same when a file is taken back later, or a remedy brings more', () => {
    const then = concludedEvidence([concluded(file(a))]);
    const later = concluded(
      file(a, takenBack('2026-03-06T03:00:00Z')),
      file(b, { purpose: 'remediation' }),
      file(b, takenBack('2026-03-04T03:00:00Z')),
    );
    expect(concludedEvidence([later])).to.deep.equal(then);
  });

  it('is none of a case without files, or without a conclusion', () => {
    expect(concludedEvidence([concluded()])).to.equal(undefined);
    expect(concludedEvidence([{ evidence: [file(a)] }])).to.equal(undefined);
  });
});
