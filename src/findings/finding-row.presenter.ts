import { printDay } from '../shared/dates.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import type { CaseFacts, LampView, TagView, TaskView, Tone } from '../web/parts.js';
import {
  NO_DUE_DATE,
  findingNumber,
  isRepeat,
  type Finding,
  type FindingState,
  type Severity,
} from './finding.js';
import { lampStyle, type Lamp } from './lamp.js';

const stateTones: Record<FindingState, Tone> = {
  recorded: 'plain',
  minuted: 'plain',
  told: 'action',
  answered: 'amber',
  settled: 'plain',
  to_remedy: 'action',
  reported: 'action',
  returned: 'amber',
  closed: 'good',
  withdrawn: 'plain',
};
const severityTones: Record<Severity, Tone> = { minor: 'plain', moderate: 'amber', serious: 'alarm' };

/** How a finding stands in time: judged once, on the day and the calendars of the request, alike for everybody. */
export type Judge = (finding: Pick<Finding, 'state' | 'dueOn' | 'remediedOn' | 'remediations'>) => Lamp;

/** Due today; or due on the last working day, with no working day gone since. */
const keysOfToday: Partial<Record<Lamp['signal'], string>> = {
  due_soon: 'due_today',
  overdue: 'overdue_now',
};

/** A lamp in words, with the shape that tells it without colour. */
export function presentLamp(lamp: Lamp, t: Translate): LampView {
  const style = lampStyle[lamp.signal];
  if (lamp.signal === 'none') return { ...style, text: t('findings:lamp.none') };
  const key = (lamp.days === 0 ? keysOfToday[lamp.signal] : undefined) ?? lamp.signal;
  return { ...style, text: t(`findings:lamp.${key}`, { count: lamp.days }) };
}

export const presentState = (state: FindingState, t: Translate): TagView => ({
  text: t(`findings:state.${state}`),
  tone: stateTones[state],
});

export const presentSeverity = (severity: Severity, t: Translate): TagView => ({
  text: t(`findings:severity.${severity}`),
  tone: severityTones[severity],
});

const presentRepeat = (finding: Pick<Finding, 'repetition'>, t: Translate): TagView | null =>
  isRepeat(finding) ? { text: t('findings:repeat.tag'), tone: 'amber' } : null;

type Timed = 'state' | 'dueOn' | 'remediedOn' | 'remediations';
/** What a row says of a due date that was moved, or that somebody asks to move; and who is to judge. */
type Moved = Partial<Pick<Finding, 'firstDueOn' | 'extension' | 'verifier'>>;
type Listed = Pick<
  Finding,
  'id' | 'ordinal' | 'inspectionNumber' | 'unit' | 'severity' | 'seen' | 'mustDo' | 'repetition' | Timed
> &
  Moved;

export const printDue = (dueOn: string, language: Language): string =>
  dueOn === NO_DUE_DATE ? '–' : printDay(dueOn, language);

/** The date that was fixed first, beside the current one; and that more time is asked for. */
export const printMoved = ({ firstDueOn, extension }: Moved, language: Language, t: Translate): string =>
  [
    ...(firstDueOn === undefined ? [] : [t('extensions:first', { day: printDay(firstDueOn, language) })]),
    ...(extension?.state === 'asked' ? [t('extensions:waits')] : []),
  ].join('; ');

/** Who was asked to judge the remedy, until it is judged. */
export const printVerifier = (
  { state, verifier }: Pick<Finding, 'state'> & Partial<Pick<Finding, 'verifier'>>,
  t: Translate,
): string => (verifier === undefined || state === 'closed' ? '' : t('verifiers:of', { name: verifier.name }));

/** That the date falls into a year whose calendar nobody has confirmed: it stands above every form that moves it. */
const printUnconfirmed = ({ deadline }: Pick<Finding, 'deadline'>, t: Translate): string =>
  deadline === undefined || deadline.unconfirmedYears.length === 0
    ? ''
    : t('findings:deadline.unconfirmedYears', { years: deadline.unconfirmedYears.join(', ') });

/** A row of any list of findings: number, unit, state, lamp and due date, always in this order. */
export const presentFindingRow = (finding: Listed, judge: Judge, language: Language, t: Translate) => ({
  href: `/findings/${finding.id}`,
  number: findingNumber(finding),
  unit: inLanguage(finding.unit.name, language),
  seen: finding.seen,
  severity: presentSeverity(finding.severity, t),
  repeat: presentRepeat(finding, t),
  state: presentState(finding.state, t),
  lamp: presentLamp(judge(finding), t),
  // Without a due date the lamp says so already.
  dueOn: finding.dueOn === NO_DUE_DATE ? '' : printDay(finding.dueOn, language),
  moved: printMoved(finding, language, t),
  verifier: printVerifier(finding, t),
  /** The id by which a list lets it be marked; null where there is nothing to do with marked rows. */
  mark: null as string | null,
});

/** A line of work about a finding: one sentence of what to do, how long there is, and the next step. */
export const presentFindingTask = (
  finding: Listed,
  judge: Judge,
  language: Language,
  t: Translate,
  action: { path: string; label: string } | null,
): TaskView => {
  const reason = finding.state === 'returned' ? finding.remediations.at(-1)?.verification?.reason : '';
  const facts = [findingNumber(finding), inLanguage(finding.unit.name, language)];
  const moved = printMoved(finding, language, t);
  if (moved !== '') facts.push(moved);
  if (reason) facts.push(t('findings:returnedBecause', { reason }));
  return {
    href: `/findings/${finding.id}`,
    what: finding.mustDo,
    under: facts.join(' · '),
    lamp: presentLamp(judge(finding), t),
    tag: presentState(finding.state, t),
    action: action === null ? null : { href: `/findings/${finding.id}/${action.path}`, label: action.label },
  };
};

/** State before detail, at the top of every page of a finding. */
export const presentFindingFacts = (
  finding: Finding,
  judge: Judge,
  language: Language,
  t: Translate,
): CaseFacts => ({
  unit: inLanguage(finding.unit.name, language),
  unitHref: `/units/${finding.unit.id}`,
  unitNote: '',
  tags: [
    presentState(finding.state, t),
    presentSeverity(finding.severity, t),
    ...[presentRepeat(finding, t)].filter((tag) => tag !== null),
  ],
  lamp: finding.deadline === undefined ? null : presentLamp(judge(finding), t),
  day:
    finding.deadline === undefined
      ? t('findings:termLine', { count: finding.term })
      : t('findings:dueLine', { day: printDue(finding.dueOn, language) }),
  lines: [
    t('findings:foundLine', { day: printDay(finding.foundOn, language) }),
    ...[printMoved(finding, language, t), printUnconfirmed(finding, t), printVerifier(finding, t)].filter(
      (line) => line !== '',
    ),
  ],
});
