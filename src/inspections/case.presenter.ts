import { presentEvidence } from '../evidence/evidence.presenter.js';
import { presentFindingRow } from '../findings/finding-row.presenter.js';
import type { EvidenceItem, Finding } from '../findings/finding.js';
import type { Event } from '../history/event.js';
import { presentTimeline } from '../history/timeline.presenter.js';
import { postOf, type Author } from '../policies/actor.js';
import type { Action } from '../policies/rules.js';
import { printDay } from '../shared/dates.js';
import { errorSummary } from '../shared/fields.js';
import { inLanguage } from '../shared/language.js';
import { actionsFrom, link, post, type FactView, type PageActions } from '../web/parts.js';
import type { Page } from '../web/visit.js';
import type { CaseContext } from './case-context.js';
import { uncheckedOf } from './checks.js';
import { presentCaseChecks } from './case-checks.presenter.js';
import { blockedSteps, endingActions, mendingActions } from './ending-actions.presenter.js';
import { minutesRows, presentDues, publicationFiles } from './ending.presenter.js';
import { stepsOf } from './case-steps.presenter.js';
import { printObjections } from './conflict-words.js';
import { isSealed, transitionFor, type Inspection, type InspectionAct } from './inspection.js';
import { modeAndKind, presentCaseFacts, printPeriod } from './inspection-words.js';
import { presentClears } from './three-clears.presenter.js';

/** What the reader may do to the case now, in the order in which it is likely. */
export function actionsOf(inspection: Inspection, context: CaseContext): PageActions {
  const { t, allowed } = context;
  const here = `/inspections/${inspection.id}`;
  const can = (act: InspectionAct) =>
    allowed.has(`inspection.${act}` as Action) && transitionFor(act, inspection.state) !== undefined;
  const go = (act: InspectionAct, path: string) =>
    can(act) ? [link(t(`inspections:act.${act}`), `${here}/${path}`)] : [];
  const step = (act: InspectionAct, path: string) =>
    can(act) ? [post(t(`inspections:act.${act}`), `${here}/${path}`, inspection.version)] : [];
  const steps = actionsFrom(
    [
      ...step('approve', 'approval'),
      ...step('open', 'opening'),
      ...(mayRecord(inspection, allowed) ? [link(t('inspections:act.record'), `${here}/findings/new`)] : []),
      ...(mayCheck(inspection, allowed) ? [link(t('inspections:act.check'), `${here}/checks`)] : []),
      ...endingActions(inspection, context),
      ...go('revise', 'edit'),
      ...go('refuse', 'refusal'),
      ...go('cancel', 'cancellation'),
    ],
    blockedSteps(inspection, context),
  );
  return { ...steps, more: [...steps.more, ...mendingActions(inspection, context)] };
}

const mayCheck = (inspection: Inspection, allowed: ReadonlySet<Action>): boolean =>
  inspection.state === 'opened' && uncheckedOf(inspection).length > 0 && allowed.has('finding.check');

const mayRecord = (inspection: Inspection, allowed: ReadonlySet<Action>): boolean =>
  inspection.state === 'opened' && allowed.has('finding.record');

function overviewOf(inspection: Inspection, { language, t, draw, unconfirmed }: CaseContext): FactView[] {
  const { decision, unit, authority, heirs, deliveredOn } = inspection;
  const decided =
    decision.on === undefined
      ? decision.number
      : t('inspections:decisionOn', { number: decision.number, day: printDay(decision.on, language) });
  const fact = (key: string, text: string, href: string | null = null): FactView[] =>
    text === '' ? [] : [{ label: t(`inspections:fact.${key}`), text, href }];
  const period = printPeriod(inspection.plannedFrom, inspection.plannedTo, language);
  const by = (author: Author) => `${author.name}, ${postOf(author, language)}`;
  return [
    ...fact('what', modeAndKind(inspection, t)),
    ...fact('topic', inLanguage(inspection.topic, language)),
    ...fact('unit', `${inLanguage(unit.name, language)} (${unit.code})`, `/units/${unit.id}`),
    ...(heirs?.unit === undefined
      ? []
      : fact(
          'heir',
          `${inLanguage(heirs.unit.name, language)} (${heirs.unit.code})`,
          `/units/${heirs.unit.id}`,
        )),
    ...fact('authority', inLanguage(authority.name, language)),
    ...(heirs?.authority === undefined
      ? []
      : fact('heirAuthority', inLanguage(heirs.authority.name, language))),
    ...fact(
      'planned',
      [period, ...unconfirmed.map((year) => t('calendar:notConfirmed', { year }))].join(' · '),
    ),
    ...fact('decision', decided),
    ...(draw === undefined
      ? []
      : fact(
          'draw',
          draw.number ?? t('inspections:drawOn', { day: printDay(draw.on, language) }),
          `/draws/${draw.id}`,
        )),
    ...fact('preparer', by(inspection.preparer)),
    ...fact('approver', by(inspection.approver)),
    ...minutesRows(inspection, { language, t }),
    ...(deliveredOn === undefined ? [] : fact('deliveredOn', printDay(deliveredOn, language))),
  ];
}

/** What a finding's own event tells with its reason and files is not told a second time by the case. */
const TOLD = [
  'finding_reported',
  'finding_returned',
  'finding_closed',
  'finding_agreed',
  'finding_objected',
  'finding_upheld',
  'finding_amended',
  'finding_dropped',
];
const RETOLD = ['reported', 'returned', 'accepted', 'agreed', 'objected', 'upheld', 'amended', 'dropped'];

const eventsOf = (inspection: Inspection, findings: Finding[]): Event[] => [
  ...inspection.history.filter((event) => !TOLD.includes(event.action)),
  ...findings.flatMap((finding) => finding.history.filter((event) => RETOLD.includes(event.action))),
];

const sectionsOf = (findings: Finding[], evidence: number, { documents, checklist, t }: CaseContext) => ({
  label: t('inspections:sections'),
  tabs: [
    { href: '#overview', key: 'overview', count: null },
    ...(checklist === null ? [] : [{ href: '#checklist', key: 'checklist', count: checklist.count }]),
    { href: '#findings', key: 'findings', count: String(findings.length) },
    { href: '#evidence', key: 'evidence', count: String(evidence) },
    { href: '#documents', key: 'documents', count: String(documents.rows.length) },
    { href: '#history', key: 'history', count: null },
  ].map(({ href, key, count }) => ({ href, label: t(`inspections:${key}`), count, current: false })),
});

/** Who is on the team; of whoever is on it in spite of objections, those and the reason. */
const teamOf = ({ team, conflicts = [] }: Inspection, { language, t }: CaseContext) =>
  team.map((member) => {
    const conflict = conflicts.find(({ personId }) => personId === member.personId);
    return {
      name: member.name,
      post: postOf(member, language),
      duty: t(`inspections:duty.${member.duty}`),
      objections: conflict === undefined ? '' : printObjections(conflict.objections, language, t),
      reason: conflict?.reason ?? '',
    };
  });

/** Every file that proves something, once: a finding made of an answer has taken its files over. */
const evidenceOf = ({ findings, answerFiles }: CaseContext): EvidenceItem[] => [
  ...new Map(
    [...findings.flatMap(({ evidence }) => evidence), ...answerFiles].map((item) => [item.id, item]),
  ).values(),
];

/** Everything that the page of a case prints. */
export function presentCase(inspection: Inspection, context: CaseContext): Page {
  const { language, t, findings, judge, allowed } = context;
  const evidence = evidenceOf(context);
  const nothing = (key: string) => ({
    title: t(`inspections:${key}`),
    text: t(`inspections:${key}Text`),
    action: null,
  });
  const recordHref = `/inspections/${inspection.id}/findings/new`;
  return {
    title: inspection.number ?? t('inspections:untitled'),
    back: { href: '/inspections', label: t('inspections:list') },
    actions: actionsOf(inspection, context),
    errors: errorSummary(t, context.errors),
    sealed: isSealed(inspection)
      ? { title: t('inspections:sealed'), text: t('inspections:sealedText') }
      : null,
    source: inspection.source ?? '',
    facts: presentCaseFacts(inspection, context.lamp, language, t),
    steps: stepsOf(inspection, language, t),
    clears: { columns: presentClears(inspection, context) },
    sections: sectionsOf(findings, evidence.length, context),
    overview: { rows: overviewOf(inspection, context) },
    conclusion: inspection.conclusion ?? '',
    checklist: context.checklist,
    dues: presentDues(inspection, context.judgeDay, { language, t }),
    publicationProof: publicationFiles(inspection, { language, t }),
    team: teamOf(inspection, context),
    checks: presentCaseChecks(inspection, context),
    findings: {
      caption: t('inspections:findings'),
      rows: findings.map((finding) => ({ ...presentFindingRow(finding, judge, language, t), unit: '' })),
    },
    noFindings: nothing('noFindings'),
    addFinding: mayRecord(inspection, allowed)
      ? { href: recordHref, label: t('inspections:act.record') }
      : null,
    evidence: { items: presentEvidence(evidence, language, t) },
    caseFile:
      context.ofAuthority && allowed.has('casefile.export')
        ? [
            { href: `/inspections/${inspection.id}/case-file.zip`, label: t('casefile:export') },
            {
              href: `/inspections/${inspection.id}/case-file.zip?copies=yes`,
              label: t('casefile:exportCopies'),
            },
          ]
        : [],
    noEvidence: nothing('noEvidence'),
    documents: context.documents,
    history: { events: presentTimeline(eventsOf(inspection, findings), language, t) },
  };
}
