import { presentEvidence } from '../evidence/evidence.presenter.js';
import { presentTimeline } from '../history/timeline.presenter.js';
import { presentLedger } from '../extensions/ledger.presenter.js';
import type { Remedy } from '../remediation/remedy.pages.js';
import { presentReplies } from '../replies/replies.presenter.js';
import { postOf } from '../policies/actor.js';
import type { Action } from '../policies/rules.js';
import { printMoment } from '../shared/dates.js';
import { errorSummary } from '../shared/fields.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import { actionsFrom, link, type PageActions } from '../web/parts.js';
import type { FieldError } from '../shared/errors.js';
import type { Page } from '../web/visit.js';
import { eventOf, presentDeadline } from './deadline.presenter.js';
import { lineFor, mayCorrect } from './at-once.js';
import { findingNumber, type Finding, type FindingAct } from './finding.js';
import { pendingRequest } from './ledger.js';
import type { Remediation } from './remedy.js';
import { presentPhotos } from './photo-pairs.presenter.js';
import { presentRepetition } from './repetition.presenter.js';
import { presentFollowUps } from './follow-ups.presenter.js';
import { presentFindingFacts, presentLamp, type Judge } from './finding-row.presenter.js';

export type FindingContext = {
  language: Language;
  t: Translate;
  allowed: ReadonlySet<Action>;
  judge: Judge;
  /** Whether the reader may see the finding that this one repeats. */
  mayOpenEarlier: boolean;
  remedy: Remedy;
  errors: FieldError[];
};

function findingActions(finding: Finding, context: FindingContext): PageActions {
  const { allowed, t, judge, remedy } = context;
  const here = `/findings/${finding.id}`;
  const step = (act: FindingAct, action: Action, label: string, path: string) =>
    allowed.has(action) && lineFor(act, finding) !== undefined
      ? [link(t(`findings:act.${label}`), `${here}/${path}`)]
      : [];
  const asked = pendingRequest(finding) !== undefined;
  const inTime = !asked && judge(finding).signal !== 'overdue';
  const [confirm = [], others = []] = remedy.confirms
    ? [remedy.actions.slice(0, 1), remedy.actions.slice(1)]
    : [[], remedy.actions];
  const steps = [
    ...confirm,
    ...step('report', 'remediation.report', 'report', 'remediation'),
    ...others,
    ...(inTime ? step('ask_extension', 'extension.ask', 'askExtension', 'extension') : []),
    ...(asked ? step('grant_extension', 'extension.decide', 'decideExtension', 'extension-decision') : []),
    ...step('object', 'reply.answer', 'answer', 'reply'),
    ...step('uphold', 'reply.decide', 'decide', 'decision'),
    ...(remedy.mayVerify ? step('accept', 'remediation.accept', 'verify', 'verification') : []),
    ...step('assign_verifier', 'verifier.assign', 'assignVerifier', 'verifier'),
    ...(allowed.has('verifier.assign')
      ? []
      : step('share_verification', 'verifier.share', 'assignVerifier', 'verifier')),
    ...step('add_evidence', 'evidence.add', 'addEvidence', 'evidence'),
    ...step('revise', 'finding.revise', 'revise', 'edit'),
    ...(mayCorrect(finding) ? step('redate_at_once', 'finding.redate', 'correctAtOnce', 'at-once') : []),
    ...step('withdraw', 'finding.withdraw', 'withdraw', 'withdrawal'),
  ];
  return actionsFrom(steps, remedy.blocked);
}

/** What happens inside the unit before it reports is told to those inside it. */
const INSIDE = ['remediation_drafted', 'draft_given_back'];
const told = ({ history }: Finding, { remedy }: FindingContext) =>
  history.filter(({ action }) => remedy.inside || !INSIDE.includes(action));

const outcomeTones = { accepted: 'good', returned: 'amber' } as const;

const presentRemediation =
  (finding: Finding, language: Language, t: Translate) => (remediation: Remediation, index: number) => {
    const { verification, by } = remediation;
    const proof = finding.evidence.filter((item) => remediation.evidenceIds.includes(item.id));
    const photos = presentPhotos(remediation.pairs, finding.evidence, proof, language, t);
    return {
      title: t('findings:remediationTitle', { ordinal: index + 1 }),
      who: `${by.name}, ${postOf(by, language)} · ${printMoment(remediation.at, language)}`,
      drafted:
        remediation.draftedBy === undefined
          ? ''
          : t('remediation:draftedBy', { name: remediation.draftedBy.name }),
      ordered:
        remediation.visit === undefined
          ? ''
          : t('remediation:visitOrdered', {
              reason: remediation.visit.reason,
              name: remediation.visit.by.name,
            }),
      done: remediation.done,
      pairs: photos.pairs,
      files: photos.after,
      outcome: {
        text: t(`findings:outcome.${verification?.outcome ?? 'pending'}`),
        tone: verification === undefined ? 'action' : outcomeTones[verification.outcome],
      },
      verified:
        verification === undefined
          ? ''
          : `${verification.by.name} · ${printMoment(verification.at, language)}`,
      reason: verification?.reason ?? '',
    };
  };

/** Everything that the page of a finding prints: left the story, right its deadline and what happened. */
export function presentFinding(finding: Finding, context: FindingContext): Page {
  const { language, t, judge } = context;
  const { sign } = finding;
  const found = finding.evidence.filter((item) => item.purpose === 'finding');
  const lamp = presentLamp(judge(finding), t);
  return {
    title: t('findings:one', { number: findingNumber(finding) }),
    back: { href: `/inspections/${finding.inspectionId}`, label: finding.inspectionNumber },
    actions: findingActions(finding, context),
    errors: errorSummary(t, context.errors),
    facts: presentFindingFacts(finding, judge, language, t),
    sign: { code: sign.code, text: inLanguage(sign.text, language), provisional: sign.provisional },
    repetition: presentRepetition(finding, context.mayOpenEarlier, context),
    item:
      finding.item === undefined
        ? null
        : {
            label: t('answers:itemOf', { code: finding.item.code }),
            text: inLanguage(finding.item.text, language),
            href: `/inspections/${finding.inspectionId}/checklist/items/${finding.item.code}`,
          },
    seen: finding.seen,
    checks: presentFollowUps(finding, context),
    legalBasis: finding.legalBasis,
    mustDo: finding.mustDo,
    responsiblePost: finding.responsiblePost,
    evidence: { items: presentEvidence(found, language, t) },
    ledger: presentLedger(finding, context),
    replies: presentReplies(finding, language, t),
    remediations: finding.remediations.map(presentRemediation(finding, language, t)).reverse(),
    deadline:
      finding.deadline === undefined
        ? null
        : presentDeadline(
            finding.deadline,
            lamp,
            language,
            t,
            `/findings/${finding.id}/deadline`,
            eventOf(finding, finding.deadline),
          ),
    remedy: context.remedy.view,
    history: { events: presentTimeline(told(finding, context), language, t) },
  };
}
