import { presentEvidence } from '../evidence/evidence.presenter.js';
import type { Finding } from '../findings/finding.js';
import type {
  Consent,
  DateMove,
  ExtensionDecision,
  ExtensionOutcome,
  ExtensionRequest,
  LedgerEntry,
} from '../findings/ledger.js';
import { postOf, type Author } from '../policies/actor.js';
import { printDay, printMoment } from '../shared/dates.js';
import type { Language, Translate } from '../shared/language.js';
import type { TagView, Tone } from '../web/parts.js';

type Reader = { language: Language; t: Translate };

export const outcomeTones: Record<ExtensionOutcome, Tone> = {
  granted: 'good',
  other_date: 'good',
  refused: 'amber',
};

const whoAndWhen = ({ by, at }: { by: Author; at: Date }, language: Language): string =>
  `${by.name}, ${postOf(by, language)} · ${printMoment(at, language)}`;

const presentConsent = ({ kind, name, post, paper }: Consent, t: Translate): string =>
  t(`extensions:consentLine.${kind}${paper === '' ? '' : 'Paper'}`, { name, post, paper });

/** How a request stands; one that nobody has decided may have been overtaken by what was done meanwhile. */
export function presentOutcome(
  decision: ExtensionDecision | undefined,
  isOpen: boolean,
  { t, language }: Reader,
): TagView {
  if (decision === undefined)
    return isOpen
      ? { text: t('extensions:outcome.asked'), tone: 'action' }
      : { text: t('extensions:outcome.lapsed'), tone: 'plain' };
  const day = decision.dueOn === undefined ? '' : printDay(decision.dueOn, language);
  return { text: t(`extensions:outcome.${decision.outcome}`, { day }), tone: outcomeTones[decision.outcome] };
}

function presentRequest(finding: Finding, entry: ExtensionRequest, reader: Reader) {
  const { t, language } = reader;
  const { decision, consent } = entry;
  const papers = finding.evidence.filter((item) => consent.fileIds.includes(item.id));
  const isOpen = finding.state !== 'closed' && finding.state !== 'withdrawn';
  const until = decision === undefined && isOpen ? entry.decideBy : undefined;
  return {
    id: entry.id,
    title: t('extensions:entry.extension', {
      from: printDay(entry.before, language),
      to: printDay(entry.asked, language),
    }),
    who: whoAndWhen(entry, language),
    reason: entry.reason,
    progress: t('extensions:progressLine', { progress: entry.progress }),
    consent: presentConsent(consent, t),
    files: { items: presentEvidence(papers, language, t) },
    outcome: presentOutcome(decision, isOpen, reader),
    decided: decision === undefined ? '' : whoAndWhen(decision, language),
    decidedReason: decision?.reason ?? '',
    until: until === undefined ? '' : t('extensions:decideBy', { day: until }),
  };
}

function presentMove(entry: DateMove, { t, language }: Reader) {
  return {
    id: entry.id,
    title: t(`extensions:entry.${entry.kind}${entry.before === entry.after ? 'Same' : ''}`, {
      from: printDay(entry.before, language),
      to: printDay(entry.after, language),
    }),
    who: whoAndWhen(entry, language),
    reason: entry.reason,
    progress: '',
    consent: '',
    files: { items: [] },
    outcome: null,
    decided: '',
    decidedReason: '',
    until: '',
  };
}

/** The ledger of a due date, the newest entry first; for views/extensions/ledger.hbs. */
export const presentLedger = (finding: Finding, reader: Reader) =>
  (finding.ledger ?? [])
    .map((entry: LedgerEntry) =>
      entry.kind === 'extension' ? presentRequest(finding, entry, reader) : presentMove(entry, reader),
    )
    .reverse();
