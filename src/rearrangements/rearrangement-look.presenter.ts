import { printDay } from '../shared/dates.js';
import type { Fields } from '../shared/form.js';
import { inLanguage, printNumber } from '../shared/language.js';
import type { Page, Visit } from '../web/visit.js';
import type { Person } from '../people/person.js';
import type { Unit } from '../units/unit.js';
import type { Legacy } from './carried.queries.js';
import { eveOf, type Arrangement } from './rearrangement.js';
import { HERE } from './rearrangement-form.presenter.js';

/** What one unit leaves behind. */
export type Left = { unit: Unit; ends: boolean; people: Person[]; legacy: Legacy };

/** What a decision would come to, with everything typed in it ready to be sent again. */
export function presentLook(
  { arrangement, print, left }: { arrangement: Arrangement; print: string; left: Left[] },
  typed: Fields,
  changed: boolean,
  { t, language, now }: Visit,
): Page {
  const name = (unit: Unit) => inLanguage(unit.name, language);
  const number = (value: number) => printNumber(value, language);
  const [heir] = arrangement.successors;
  const ending = left.filter(({ ends }) => ends);
  const { seen: _seen, confirm: _confirm, edit: _edit, ...fields } = typed;
  const first = printDay(arrangement.effectiveOn, language);
  return {
    title: t('rearrangements:lookTitle'),
    back: { href: HERE, label: t('rearrangements:title') },
    errors: changed ? [{ href: '#look', text: t('rearrangements:errors.changed') }] : null,
    lead: t(
      now.getTime() < Date.parse(`${arrangement.effectiveOn}T00:00+07:00`)
        ? 'rearrangements:willBe'
        : 'rearrangements:atOnce',
      { day: first },
    ),
    action: HERE,
    hidden: [
      ...Object.entries(fields).map(([key, value]) => ({ name: key, value: String(value) })),
      { name: 'seen', value: print },
    ],
    units: {
      rows: [
        ...left.map(({ unit, ends }) => ({
          label: `${name(unit)} · ${unit.code}`,
          text: ends
            ? t('rearrangements:ends', { day: printDay(eveOf(arrangement.effectiveOn), language) })
            : t('rearrangements:stays'),
          href: null,
        })),
        ...arrangement.successors
          .filter(({ unit }) => !left.some((one) => one.unit.id === unit.id))
          .map(({ unit, isNew }) => ({
            label: `${name(unit)} · ${unit.code}`,
            text: t(isNew ? 'rearrangements:begins' : 'rearrangements:exists', {
              day: first,
              kind: t(`units:kind.${unit.kind}`),
            }),
            href: null,
          })),
      ],
    },
    heir: heir === undefined ? '' : t('rearrangements:heir', { name: name(heir.unit) }),
    rows: ending.map(({ unit, people, legacy }) => ({
      name: name(unit),
      code: unit.code,
      people: people.map((person) => `${person.name} (${person.userName})`),
      cases: number(legacy.cases),
      open: number(legacy.openCases),
      findings: number(legacy.openFindings),
      due: legacy.nextDueOn === undefined ? '–' : printDay(legacy.nextDueOn, language),
    })),
    what: ['accounts', 'cases', 'deadlines', 'sealed', 'past'].map((key) => t(`rearrangements:what.${key}`)),
    confirm: t('rearrangements:confirm'),
    edit: t('rearrangements:edit'),
  };
}
