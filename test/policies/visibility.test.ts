import { expect } from 'chai';
import fc from 'fast-check';
import type { Actor, Role } from '../../src/policies/actor.js';
import { keysOf, maySee, reachOf, readersOf, type Visibility } from '../../src/policies/visibility.js';

const city = { id: 'city', ancestorIds: [] };
const ward = { id: 'ward', ancestorIds: ['district', 'city'] };
const visit = (facts: Partial<Visibility>): Visibility => ({
  sealed: false,
  disclosed: false,
  named: ['preparer', 'approver'],
  authority: city,
  unit: ward,
  ...facts,
});
const actor = (role: Role, unitId: string, personId = 'someone'): Actor => ({
  personId,
  name: '',
  post: { role, unitId, unitName: { vi: '', en: '' }, title: { vi: '', en: '' } },
});

describe('who may see a case', () => {
  const everyoneElse = [
    actor('inspector', 'city'),
    actor('supervisor', 'city'),
    actor('leader', 'city'),
    actor('leader', 'district'),
    actor('leader', 'ward'),
    actor('officer', 'ward'),
    actor('officer', 'city'),
    actor('administrator', 'city'),
  ];

  it('is nobody but the people named on it while it is sealed', () => {
    const readers = readersOf(visit({ sealed: true, disclosed: true }));
    for (const other of everyoneElse) expect(maySee(other, readers), other.post.role).to.equal(false);
    expect(maySee(actor('inspector', 'city', 'preparer'), readers)).to.equal(true);
    expect(maySee(actor('supervisor', 'elsewhere', 'approver'), readers)).to.equal(true);
  });

  it('is the authority but not the unit while it is being prepared', () => {
    const readers = readersOf(visit({}));
    expect(maySee(actor('leader', 'city'), readers)).to.equal(true);
    expect(maySee(actor('inspector', 'city'), readers)).to.equal(true);
    expect(maySee(actor('leader', 'ward'), readers)).to.equal(false);
    expect(maySee(actor('officer', 'ward'), readers)).to.equal(false);
  });

  it('is the unit and everybody above it once it is disclosed', () => {
    const readers = readersOf(visit({ disclosed: true }));
    for (const reader of [actor('officer', 'ward'), actor('leader', 'ward'), actor('leader', 'district')]) {
      expect(maySee(reader, readers), reader.post.role).to.equal(true);
    }
    expect(maySee(actor('officer', 'district'), readers)).to.equal(false);
    expect(maySee(actor('officer', 'other ward'), readers)).to.equal(false);
    expect(maySee(actor('administrator', 'city'), readers)).to.equal(false);
  });

  it('is the authority of a former district and the city above it', () => {
    const readers = readersOf(visit({ authority: { id: 'district', ancestorIds: ['city'] } }));
    expect(maySee(actor('leader', 'city'), readers)).to.equal(true);
    expect(maySee(actor('inspector', 'district'), readers)).to.equal(true);
    expect(maySee(actor('inspector', 'another district'), readers)).to.equal(false);
  });

  it('is, while it is sealed, never anybody by his post, whatever else is said of the case', () => {
    const id = fc.string({ minLength: 1, maxLength: 8 });
    const lineage = fc.record({ id, ancestorIds: fc.array(id, { maxLength: 4 }) });
    const any = fc.record({
      sealed: fc.constant(true),
      disclosed: fc.boolean(),
      named: fc.array(id, { maxLength: 5 }),
      authority: lineage,
      unit: lineage,
    });
    fc.assert(fc.property(any, (subject) => readersOf(subject).every((key) => key.startsWith('person:'))));
    fc.assert(
      fc.property(any, (subject) => {
        const opened = readersOf({ ...subject, sealed: false });
        return readersOf(subject).every((key) => opened.includes(key));
      }),
    );
  });

  it('writes each key once, in order', () => {
    const readers = readersOf(visit({ disclosed: true }));
    expect(readers).to.deep.equal([...new Set(readers)].sort());
  });

  it('gives lists one key: the unit for officers, the area for the others, oneself for administrators', () => {
    expect(reachOf(actor('officer', 'ward'))).to.equal('unit:ward');
    expect(reachOf(actor('leader', 'ward'))).to.equal('area:ward');
    expect(reachOf(actor('administrator', 'city', 'admin'))).to.equal('person:admin');
    expect(keysOf(actor('officer', 'ward', 'me'))).to.deep.equal(['unit:ward', 'person:me']);
  });
});
