import { expect } from 'chai';
import type { IncomingFile } from '../../src/findings/evidence-item.js';
import type { EvidenceItem, Finding } from '../../src/findings/finding.js';
import { photoPairsOf } from '../../src/findings/photo-pair.js';
import { onePerPlace, pairsOf } from '../../src/remediation/pairing.js';
import { Invalid } from '../../src/shared/errors.js';

const item = (id: string, more: object = {}) =>
  ({ id, name: id, type: 'image/jpeg', caption: '', purpose: 'finding', ...more }) as EvidenceItem;
const file = (id: string, more: object = {}) => ({
  id,
  name: `${id}.jpg`,
  type: 'image/jpeg',
  size: 1,
  sha256: id,
  ...more,
});
const report = (more: object) => ({ caption: '', captions: {}, kept: [], incoming: [], ...more });
const found = (...evidence: EvidenceItem[]) => ({ evidence });

describe('photos before and after a remedy', () => {
  it('are a pair when they were put beside each other, with one caption', () => {
    const finding = found(item('board', { caption: 'Bảng cũ' }), item('desk'));
    const incoming = [file('new board', { field: 'after-board' }), file('other', { field: 'files' })];
    expect(pairsOf(finding, report({ incoming, captions: { board: 'Bảng niêm yết' } }))).to.deep.equal([
      { beforeId: 'board', afterId: 'new board', caption: 'Bảng niêm yết' },
    ]);
    expect(pairsOf(finding, report({ incoming }))[0]?.caption).to.equal('Bảng cũ');
    const paper = [file('paper', { field: 'after-board', type: 'application/pdf' })];
    expect(() => pairsOf(finding, report({ incoming: paper })))
      .to.throw(Invalid)
      .with.nested.property('errors[0].field', 'after-board');
  });

  it('are a pair by themselves when there is one of each, and never by guessing among several', () => {
    const one = found(item('board'), item('paper', { type: 'application/pdf' }));
    const incoming = [file('new'), file('letter', { type: 'application/pdf' })];
    expect(pairsOf(one, report({ incoming, caption: 'Sau' }))).to.deep.equal([
      { beforeId: 'board', afterId: 'new', caption: 'Sau' },
    ]);
    expect(pairsOf(one, report({ incoming: [...incoming, file('newer')] }))).to.deep.equal([]);
    expect(pairsOf(found(item('board'), item('desk')), report({ incoming }))).to.deep.equal([]);
    expect(pairsOf(found(), report({ incoming }))).to.deep.equal([]);
    const sent = found(item('board'), item('old proof', { purpose: 'remediation' }));
    expect(pairsOf(sent, report({ incoming }))).to.have.length(1);
  });

  it('stay with the draft as long as its photo does, under the caption typed last', () => {
    const pairs = [{ beforeId: 'board', afterId: 'new', caption: 'Cũ' }];
    const finding = { ...found(item('board')), draft: { pairs } as Finding['draft'] & object };
    const kept = [item('new', { purpose: 'remediation' })];
    const typed = { captions: { board: 'Mới' } };
    expect(pairsOf(finding, report({ kept, ...typed }))[0]?.caption).to.equal('Mới');
    expect(pairsOf(finding, report({ incoming: [file('letter', { type: 'text/plain' })] }))).to.deep.equal(
      [],
    );
  });

  it('stand one beside each: the one chosen last', () => {
    const named = (...fields: string[]): IncomingFile[] =>
      fields.map((field, at) => file(`${at}`, { field }));
    const sent: IncomingFile[] = [
      ...named('after-board', 'files', 'after-board', 'after-desk', 'files'),
      file('5'),
    ];
    expect(onePerPlace(sent).map(({ id }) => id)).to.deep.equal(['1', '2', '3', '4', '5']);
  });

  it('are read from the report that was sent last', () => {
    const evidence = [item('board'), item('first'), item('second')];
    const pair = (afterId: string) => ({ pairs: [{ beforeId: 'board', afterId, caption: afterId }] });
    const finding = { evidence, remediations: [pair('first'), pair('second')] } as unknown as Finding;
    const bare = { evidence, remediations: [{}] } as unknown as Finding;
    expect(photoPairsOf([bare, finding])).to.deep.equal([
      { finding, before: evidence[0], after: evidence[2], caption: 'second' },
    ]);
  });
});
