import { presentEvidence } from '../evidence/evidence.presenter.js';
import { presentTimeline } from '../history/timeline.presenter.js';
import type { Inspection } from '../inspections/inspection.js';
import { numberOf, presentCaseFacts } from '../inspections/inspection-words.js';
import { postOf } from '../policies/actor.js';
import type { Action } from '../policies/rules.js';
import { printDay, printMoment } from '../shared/dates.js';
import type { FieldError } from '../shared/errors.js';
import { errorSummary } from '../shared/fields.js';
import type { Language, Translate } from '../shared/language.js';
import { actionsFrom, link, post, type FactView, type PageActions } from '../web/parts.js';
import type { Page } from '../web/visit.js';
import { counts, isDraft, kindRules, mayAnnul, type CaseDocument } from './document.js';
import { nameOfDocument, presentDocumentState } from './documents.presenter.js';

export type DocumentContext = {
  inspection: Inspection;
  /** What a correction corrects, and what corrects this one, if the reader may see them. */
  related: { label: 'cites' | 'citedBy' | 'replaces' | 'replacedBy'; document: CaseDocument }[];
  language: Language;
  t: Translate;
  allowed: ReadonlySet<Action>;
  errors: FieldError[];
};

/** The next step first: write, number, keep the signed paper, deliver; the unit acknowledges. */
function documentActions(document: CaseDocument, { allowed, t }: DocumentContext): PageActions {
  const here = `/documents/${document.id}`;
  const { code, toUnit, fields, starts } = kindRules[document.kind];
  const { number, delivery, receipt, version } = document;
  // What was annulled is only looked at.
  const may = (action: Action, possible: boolean) => possible && counts(document) && allowed.has(action);
  const go = (action: Action, possible: boolean, key: string, path: string) =>
    may(action, possible) ? [link(t(`documents:act.${key}`), `${here}/${path}`)] : [];
  const acknowledge = may('document.acknowledge', delivery !== undefined && receipt === undefined);
  const numbered = number !== undefined || code === undefined;
  const write = go('document.draw_up', isDraft(document) && fields.length > 0, 'write', 'edit');
  const giveNumber = go('document.number', number === undefined && code !== undefined, 'number', 'number');
  // The delivery of a draft and of a conclusion is a step of the case: it stands on the case's page.
  const own = toUnit && starts === undefined;
  const deliver = go('document.deliver', own && delivery === undefined, 'deliver', 'delivery');
  const scan = go('document.number', true, 'scan', 'scan');
  return actionsFrom([
    ...(acknowledge ? [post(t('documents:act.acknowledge'), `${here}/receipt`, version)] : []),
    ...(numbered ? [] : [...giveNumber, ...write]),
    ...(numbered ? [...deliver, ...write, ...scan] : [...scan, ...deliver]),
    ...go('document.number', number !== undefined, 'renumber', 'number'),
    ...go('document.number', mayAnnul(document), 'annul', 'annulment'),
  ]);
}

function rowsOf(document: CaseDocument, context: DocumentContext): FactView[] {
  const { language, t, inspection, related } = context;
  const { delivery, receipt, number, datedOn, drawnUpBy } = document;
  const fact = (key: string, text: string, href: string | null = null): FactView => ({
    label: t(`documents:fact.${key}`),
    text,
    href,
  });
  const blank = t('documents:notYet');
  const numbered = kindRules[document.kind].code === undefined ? [] : [fact('number', number ?? blank)];
  const dated = datedOn === undefined ? blank : printDay(datedOn, language);
  return [
    fact('case', numberOf(inspection, t), `/inspections/${inspection.id}`),
    ...numbered,
    fact('datedOn', dated),
    ...related.map((one) =>
      fact(one.label, nameOfDocument(one.document, t), `/documents/${one.document.id}`),
    ),
    ...(document.annulled === undefined
      ? []
      : [
          fact(
            'annulled',
            t('documents:annulledOn', {
              day: printDay(document.annulled.on, language),
              name: document.annulled.by.name,
              reason: document.annulled.reason,
            }),
          ),
        ]),
    fact('drawnUpBy', `${drawnUpBy.name}, ${postOf(drawnUpBy, language)}`),
    ...(delivery === undefined
      ? []
      : [
          fact(
            'delivery',
            t('documents:deliveredTo', {
              day: printDay(delivery.on, language),
              how: t(`documents:way.${delivery.how}`),
              to: delivery.to,
            }),
          ),
          fact(
            'receipt',
            receipt === undefined
              ? t('documents:notAcknowledged')
              : `${receipt.by.name}, ${postOf(receipt.by, language)} · ${printMoment(receipt.at, language)}`,
          ),
        ]),
  ];
}

/** Everything that the page of a document prints. */
export function presentDocument(document: CaseDocument, context: DocumentContext): Page {
  const { language, t, inspection } = context;
  const pdf = (to: Language) => ({
    href: `/documents/${document.id}/document.pdf?language=${to}`,
    label: t(`documents:pdf.${to}`),
  });
  const { fields } = kindRules[document.kind];
  return {
    title: nameOfDocument(document, t),
    back: { href: `/inspections/${inspection.id}#documents`, label: numberOf(inspection, t) },
    actions: documentActions(document, context),
    errors: errorSummary(t, context.errors),
    facts: {
      ...presentCaseFacts(inspection, null, language, t),
      tags: [presentDocumentState(document, t)],
    },
    standing: t(
      !counts(document)
        ? 'documents:annulledText'
        : isDraft(document)
          ? 'documents:draftText'
          : 'documents:frozenText',
    ),
    papers: [pdf('vi'), pdf('en')],
    overview: { rows: rowsOf(document, context) },
    written: fields
      .filter((name) => (document.fields[name] ?? '') !== '')
      .map((name) => ({ label: t(`documents:field.${name}`), text: document.fields[name] ?? '' })),
    scans: { items: presentEvidence(document.scans, language, t) },
    noScans: t('documents:noScans'),
    history: { events: presentTimeline(document.history, language, t) },
  };
}
