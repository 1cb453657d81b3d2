import { expect } from 'chai';
import { severities } from '../../src/findings/finding.js';
import { Invalid } from '../../src/shared/errors.js';
import { readBasis, readSettings, fieldsOfSettings, readTerms } from '../../src/settings/settings.form.js';
import { defaultSettings } from '../../src/settings/settings.data.js';
import { basesOn, termsOn, withBasis, withoutBasis, withTerms } from '../../src/settings/settings.js';

const settings = defaultSettings();
const terms = (validFrom: string, days: number) => ({
  validFrom,
  workingDays: { minor: days, moderate: days, serious: days },
});

const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Invalid) return `${error.errors[0]?.field} ${error.errors[0]?.message}`;
  }
  return 'nothing';
};

describe('the settings that ship with the product', () => {
  it('name the governing directive in both languages', () => {
    expect(settings.directive).to.include({ number: '24-CT/TU', on: '2023-08-07' });
    expect(settings.directive.title.en).not.to.equal('');
  });

  it('allow 20 working days for every severity that a finding may have', () => {
    const allowed = termsOn(settings.terms, '2026-10-01')?.workingDays;
    expect(Object.keys(allowed ?? {})).to.have.members([...severities]);
    for (const severity of severities) expect(allowed?.[severity]).to.equal(20);
  });

  it('offer the decree in force on the day, not its predecessor', () => {
    const offered = (day: string) => basesOn(settings.legalBases, day).join('\n');
    expect(offered('2025-06-30')).to.contain('61/2018/NĐ-CP').and.not.to.contain('118/2025/NĐ-CP');
    expect(offered('2025-07-01')).to.contain('118/2025/NĐ-CP').and.not.to.contain('61/2018/NĐ-CP');
    expect(offered('2025-12-31')).not.to.contain('335/2025/NĐ-CP');
    expect(offered('2026-01-01')).to.contain('335/2025/NĐ-CP').and.not.to.contain('90/2020/NĐ-CP');
  });
});

describe('the terms of remediation', () => {
  const both = [terms('2026-07-01', 10), terms('2024-01-01', 20)];

  it('are those in force on the day, whatever their order', () => {
    expect(termsOn(both, '2026-06-30')?.workingDays.minor).to.equal(20);
    expect(termsOn(both, '2026-07-01')?.workingDays.minor).to.equal(10);
  });

  it('are the first ones for days before any', () => {
    expect(termsOn(both, '2020-01-01')?.workingDays.minor).to.equal(20);
    expect(termsOn([], '2020-01-01')).to.equal(undefined);
  });

  it('can be entered from today on, and replace those of the same day', () => {
    const once = withTerms(settings, terms('2026-11-01', 10), '2026-10-15');
    const twice = withTerms(once, terms('2026-11-01', 12), '2026-10-15');
    expect(twice.terms).to.have.length(2);
    expect(termsOn(twice.terms, '2026-11-01')?.workingDays.serious).to.equal(12);
  });

  it('cannot be changed for the past', () => {
    expect(refusal(() => withTerms(settings, terms('2026-10-14', 10), '2026-10-15'))).to.equal(
      'validFrom settings:errors.termsInPast',
    );
  });
});

describe('a legal basis', () => {
  const basis = { id: 'b', text: 'Nghị định mới', status: 'read' } as const;

  it('is added, changed and taken out by its identity', () => {
    const added = withBasis(settings, basis);
    expect(added.legalBases).to.have.length(settings.legalBases.length + 1);
    const changed = withBasis(added, { ...basis, validTo: '2026-12-31' });
    expect(changed.legalBases.at(-1)).to.deep.equal({ ...basis, validTo: '2026-12-31' });
    expect(withoutBasis(changed, 'b').legalBases).to.deep.equal(settings.legalBases);
  });

  it('is refused when it is there already or ends before it begins', () => {
    const text = settings.legalBases[0]?.text ?? '';
    expect(refusal(() => withBasis(settings, { ...basis, text }))).to.equal(
      'text settings:errors.basisKnown',
    );
    const backwards = { ...basis, validFrom: '2026-02-01', validTo: '2026-01-01' };
    expect(refusal(() => withBasis(settings, backwards))).to.equal('validTo settings:errors.endsBeforeStart');
  });
});

describe('the forms of the settings', () => {
  it('give back what they were filled with', () => {
    const fields = { version: '3', ...fieldsOfSettings(settings) };
    const { version, settings: read } = readSettings(fields);
    const { city, directive } = settings;
    const { signer: _signer, ...letterhead } = settings.letterhead;
    expect(version).to.equal(3);
    expect(read).to.deep.equal({ city, directive, letterhead });
  });

  it('say which fields are missing or wrong', () => {
    expect(refusal(() => readSettings({ version: '1' }))).to.equal('cityVi errors:required');
    const typed = { version: '1', validFrom: '31/11/2026', minor: '20', moderate: '20', serious: '0' };
    expect(refusal(() => readTerms(typed))).to.equal('validFrom errors:noSuchDay');
    expect(refusal(() => readTerms({ ...typed, validFrom: '30/11/2026' }))).to.equal(
      'serious errors:outOfRange',
    );
    expect(refusal(() => readBasis({ version: '1', text: 'x', status: 'sure' }, 'b'))).to.equal(
      'status errors:choose',
    );
  });
});
