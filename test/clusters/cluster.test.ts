import { expect } from 'chai';
import { holdsIn } from '../../src/clusters/cluster.js';
import { readCluster } from '../../src/clusters/cluster.form.js';
import { partyMatch, spelledOut } from '../../src/inspections/party-filter.js';
import { Invalid } from '../../src/shared/errors.js';
import { formerAreas } from '../../src/units/former-area.js';
import type { Unit } from '../../src/units/unit.js';
import { unit } from '../reports/support/world.js';

const typed = {
  id: '',
  version: '0',
  code: 'CUM1',
  name: 'Cụm thi đua số 1',
  nameEnglish: '',
  units: ' Phường Bồ Đề · 00118 \n\nSở Nội vụ\r\n',
  former: '',
  validFrom: '1/7/2025',
  validTo: '',
};

const refused = (more: Partial<typeof typed>): string[] => {
  try {
    readCluster({ ...typed, ...more });
    return [];
  } catch (error) {
    return error instanceof Invalid ? error.errors.map(({ field }) => field) : [String(error)];
  }
};

describe('a cluster of units', () => {
  it('is read with a unit on each line, and a code of small letters', () => {
    const { code, units, validFrom } = readCluster(typed);
    expect({ code, units, validFrom }).to.deep.equal({
      code: 'cum1',
      units: ['Phường Bồ Đề · 00118', 'Sở Nội vụ'],
      validFrom: '2025-07-01',
    });
  });

  it('is refused without units, with a code that could be a unit’s, and when it ends before it begins', () => {
    expect(refused({ units: ' \n ' })).to.deep.equal(['units']);
    for (const code of ['00118', 'cụm', 'a b', 'a-b', 'a'])
      expect(refused({ code }), code).to.deep.equal(['code']);
    expect(refused({ validTo: '30/6/2025' })).to.deep.equal(['validTo']);
    expect(refused({ validFrom: '31/2/2025' })).to.deep.equal(['validFrom']);
  });

  it('holds in a period of which it shares a day', () => {
    const may = { from: '2026-05-01', to: '2026-05-31' };
    expect(holdsIn({ validFrom: '2026-05-31' }, may)).to.equal(true);
    expect(holdsIn({ validFrom: '2026-06-01' }, may)).to.equal(false);
    expect(holdsIn({ validFrom: '2025-01-01', validTo: '2026-04-30' }, may)).to.equal(false);
  });

  it('stands in a list for its units, and below it is what is not one of them', () => {
    const members = new Map([['of.cum1', ['a', 'b']]]);
    expect(partyMatch(spelledOut({ unit: 'of.cum1' }, members))).to.deep.equal({
      'unit.id': { $in: ['a', 'b'] },
    });
    expect(partyMatch(spelledOut({ within: 'of.cum1' }, members))).to.deep.equal({
      'unit.ancestorIds': { $in: ['a', 'b'] },
      'unit.id': { $nin: ['a', 'b'] },
    });
    expect(partyMatch(spelledOut({ authority: 'of.nobody' }, members))).to.deep.equal({
      'authority.id': 'of.nobody',
    });
  });
});

describe('the area of a former unit', () => {
  const district = unit('001', 'urban_district', ['01'], { validTo: '2025-06-30' });
  const old = ['w1', 'w2'].map((id) => unit(id, 'ward', ['001', '01'], { validTo: '2025-06-30' }));
  const now = ['n1', 'n2'].map((id) => unit(id, 'ward', ['01'], { validFrom: '2025-07-01' }));
  const all: Unit[] = [district, ...old, ...now];
  const areas = formerAreas({
    withCode: async (code) => all.filter((one) => one.code === code),
    matching: async ({ kind }) => all.filter((one) => kind === undefined || one.kind === kind),
    idsBelow: async (id) => all.filter(({ ancestorIds }) => ancestorIds.includes(id)).map((one) => one.id),
    byIds: async (ids) => all.filter(({ id }) => ids.includes(id)),
    successions: async () =>
      [
        ['w1', 'n1'],
        ['w2', 'n1'],
        ['w2', 'n2'],
      ].map(([fromId = '', toId = '']) => ({ fromId, toId, on: '2025-07-01', extent: 'partial' as const })),
  });

  it('is that of the units that took it over, each once', async () => {
    const found = await areas.standingIn('001', '2026-01-01');
    expect(found.map(({ id }) => id)).to.deep.equal(['n1', 'n2']);
    expect(await areas.standingIn('Nowhere', '2026-01-01')).to.deep.equal([]);
  });

  it('can be chosen by the districts that are no more', async () => {
    expect(await areas.formerDistricts()).to.deep.equal(['001 · 001']);
  });
});
