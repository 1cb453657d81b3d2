import { standing } from '../findings/evidence-item.js';
import { counts, mayDrawUp, documentKinds, type CaseDocument } from './document.js';
import type { Inspection } from '../inspections/inspection.js';
import { printDay } from '../shared/dates.js';
import type { Language, Translate } from '../shared/language.js';
import type { ActionView, TagView } from '../web/parts.js';

/** How far a document has come. */
export function presentDocumentState(document: CaseDocument, t: Translate): TagView {
  const { receipt, delivery, number, scans } = document;
  if (!counts(document)) return { text: t('documents:state.annulled'), tone: 'alarm' };
  if (receipt !== undefined) return { text: t('documents:state.acknowledged'), tone: 'good' };
  if (delivery !== undefined) return { text: t('documents:state.delivered'), tone: 'action' };
  if (standing(scans).length > 0) return { text: t('documents:state.signed'), tone: 'action' };
  if (number !== undefined) return { text: t('documents:state.numbered'), tone: 'action' };
  return { text: t('documents:state.draft'), tone: 'plain' };
}

/** `Thông báo kết luận · 15/TB-ĐKT` */
export const nameOfDocument = (
  { kind, number }: Pick<CaseDocument, 'kind' | 'number'>,
  t: Translate,
): string => [t(`documents:kind.${kind}`), ...(number === undefined ? [] : [number])].join(' · ');

type Context = {
  language: Language;
  t: Translate;
  /** Whether the reader may draw documents up; the id that the next one would have. */
  makes: { nextId: string } | null;
};

/** The documents of a case, and which may be drawn up now. */
export function presentCaseDocuments(documents: CaseDocument[], inspection: Inspection, context: Context) {
  const { language, t, makes } = context;
  const make = (kind: (typeof documentKinds)[number]): ActionView => ({
    label: t(`documents:kind.${kind}`),
    href: `/inspections/${inspection.id}/documents`,
    post: true,
    fields: [
      { name: 'id', value: makes?.nextId ?? '' },
      { name: 'kind', value: kind },
    ],
  });
  return {
    caption: t('documents:title'),
    rows: documents.map((document) => ({
      href: `/documents/${document.id}`,
      name: t(`documents:kind.${document.kind}`),
      number: document.number ?? '–',
      on: document.datedOn === undefined ? '–' : printDay(document.datedOn, language),
      state: presentDocumentState(document, t),
      delivered: document.delivery === undefined ? '–' : printDay(document.delivery.on, language),
    })),
    /** How many letters have urged the unit. */
    urging: documents.filter((one) => one.kind === 'urging' && one.number !== undefined && counts(one))
      .length,
    make:
      makes === null ? [] : documentKinds.filter((kind) => mayDrawUp(kind, inspection, documents)).map(make),
    empty: { title: t('documents:none'), text: t('documents:noneText'), action: null },
  };
}
