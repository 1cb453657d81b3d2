import { expect } from 'chai';
import {
  isDisclosed,
  isSealed,
  namedOn,
  settled,
  type Inspection,
} from '../../src/inspections/inspection.js';

const author = (personId: string) => ({ personId, name: personId, post: '' });
const unit = (id: string, ancestorIds: string[]) => ({
  id,
  code: id,
  kind: 'ward' as const,
  name: { vi: id, en: id },
  ancestorIds,
});
const inspection = (facts: Partial<Inspection>): Inspection => ({
  id: 'i',
  version: 1,
  authority: unit('city', []),
  unit: unit('ward', ['city']),
  mode: 'surprise',
  kind: 'public_service',
  topic: { vi: 'x', en: '' },
  decision: { number: '' },
  plannedFrom: '2026-11-12',
  plannedTo: '2026-11-13',
  team: [{ ...author('head'), duty: 'head' }],
  preparer: author('preparer'),
  approver: author('approver'),
  state: 'prepared',
  findings: { total: 0, open: 0 },
  sortDay: '',
  readers: [],
  history: [],
  ...facts,
});

describe('a surprise inspection', () => {
  it('is sealed until it is opened, also when it is called off before', () => {
    expect(isSealed(inspection({}))).to.equal(true);
    expect(isSealed(inspection({ state: 'cancelled' }))).to.equal(true);
    expect(isSealed(inspection({ openedOn: '2026-11-12' }))).to.equal(false);
    expect(settled(inspection({ state: 'approved' })).readers).to.deep.equal([
      'person:approver',
      'person:head',
      'person:preparer',
    ]);
  });

  it('is disclosed to its unit when it is opened', () => {
    expect(isDisclosed(inspection({ approvedOn: '2026-11-01' }))).to.equal(false);
    expect(settled(inspection({ openedOn: '2026-11-12' })).readers).to.include('unit:ward');
  });
});

describe('a scheduled inspection', () => {
  const scheduled = (facts: Partial<Inspection>) => settled(inspection({ mode: 'scheduled', ...facts }));

  it('is known to the authority from the start and to its unit once approved', () => {
    expect(scheduled({}).readers).to.include('area:city').and.not.include('unit:ward');
    expect(scheduled({ approvedOn: '2026-11-01' }).readers).to.include('unit:ward');
  });

  it('is listed under the day it was opened, else the day it is planned for', () => {
    expect(scheduled({}).sortDay).to.equal('2026-11-12');
    expect(scheduled({ openedOn: '2026-11-15' }).sortDay).to.equal('2026-11-15');
  });

  it('names everybody once', () => {
    const again = inspection({ team: [{ ...author('preparer'), duty: 'head' }] });
    expect(namedOn(again)).to.deep.equal(['preparer', 'approver']);
  });
});
