import type { Day } from '../shared/dates.js';
import type { Deadline, Finding } from './finding.js';
import type { Spell } from './spell.js';

/** The time in which a closed finding was open last. */
const lastSpell = ({ concludedOn, reopenedOn, dueOn, remediedOn, closedOn }: Finding): Spell => ({
  from: reopenedOn ?? concludedOn ?? '',
  dueOn,
  remediedOn: remediedOn ?? closedOn ?? '',
  closedOn: closedOn ?? '',
  late: (remediedOn ?? closedOn ?? '') > dueOn,
  reopened: reopenedOn !== undefined,
});

/** An earlier spell, with the days of a later one: in a term that holds both, the later one counts. */
const overtaken = (spell: Spell, later: Spell): Spell => ({
  ...spell,
  dueLater: [...(spell.dueLater ?? []), later.dueOn],
  closedLater: [...(spell.closedLater ?? []), later.closedOn],
});

/** A closed finding as a follow-up visit opens it again: to be remedied by a new day, its earlier days kept. */
export function reopened(finding: Finding, on: Day, deadline: Deadline): Finding {
  const { closedOn: _closed, remediedOn: _remedied, ...rest } = finding;
  const last = lastSpell(finding);
  const spells = [...(finding.spells ?? []).map((spell) => overtaken(spell, last)), last];
  return { ...rest, state: 'to_remedy', reopenedOn: on, deadline, spells };
}
