import { expect } from 'chai';
import { roles } from '../../src/policies/actor.js';
import { navigationFor } from '../../src/web/navigation.js';

describe('the navigation', () => {
  for (const role of roles) {
    it(`has at most 8 entries for the ${role}, the first of them the home page`, () => {
      const entries = navigationFor(role, '/');
      expect(entries).to.have.lengthOf.within(2, 8);
      expect(entries[0]).to.include({ href: '/', current: true });
    });
  }

  it('marks the entry that contains the page, and only that', () => {
    const current = (path: string) =>
      navigationFor('inspector', path)
        .filter((entry) => entry.current)
        .map((entry) => entry.href);
    expect(current('/inspections/abc/conclusion')).to.deep.equal(['/inspections']);
    expect(current('/clusters/abc')).to.deep.equal(['/reports']);
    expect(current('/inspectionsx')).to.deep.equal([]);
    expect(current('/account')).to.deep.equal([]);
  });

  it('leads only the administrator to people and settings', () => {
    const hrefs = (role: 'inspector' | 'administrator') => navigationFor(role, '/').map(({ href }) => href);
    expect(hrefs('inspector')).to.not.include('/people');
    expect(hrefs('administrator')).to.include.members(['/people', '/calendar', '/signs', '/settings']);
  });
});
