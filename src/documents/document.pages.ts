import type { Readable } from 'node:stream';
import { knownTo } from '../inspections/disclosure.js';
import type { Inspection } from '../inspections/inspection.js';
import { drawPaper } from '../paper/draw-paper.js';
import { allowed, allowedActions, assertAllowed } from '../policies/policy.js';
import type { Action } from '../policies/rules.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { Forbidden } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { languages, type Language, type Translate } from '../shared/language.js';
import { heirIdsOf } from '../units/unit.js';
import { idOf, page, wasSent, type Answer, type FormState, type Visit } from '../web/visit.js';
import {
  presentAnnulForm,
  presentDeliveryForm,
  presentNumberForm,
  presentScanForm,
  presentWriteForm,
} from './document-forms.presenter.js';
import { presentDocument, type DocumentContext } from './document.presenter.js';
import { counts, documentSubject, isDraft, mayAnnul, type CaseDocument } from './document.js';
import { presentCaseDocuments } from './documents.presenter.js';
import { presentDocumentPaper } from './papers/document-paper.presenter.js';

type Shown = { document: CaseDocument; inspection: Inspection };

/** The documents of a case on its page. */
export async function documentsFor({ documents }: Services, visit: Visit, inspection: Inspection) {
  const { language, t, actor } = visit;
  const subject = {
    preparerId: '',
    approverId: '',
    teamIds: [],
    authorityId: inspection.authority.id,
    unitId: '',
    ...heirIdsOf(inspection),
  };
  const makes = allowed(actor, 'document.draw_up', subject) ? { nextId: newId() } : null;
  return presentCaseDocuments(await documents.ofInspection(actor, inspection), inspection, {
    language,
    t,
    makes,
  });
}

/** A document on paper, in the words of a language that need not be the reader's. */
export async function paperOf(
  { documents }: Services,
  { actor, now }: Pick<Visit, 'actor' | 'now'>,
  id: string,
  words: { language: Language; t: Translate },
): Promise<Readable> {
  const { document, facts } = await documents.printed(actor, id);
  const madeAt = document.history.at(-1)?.at ?? now;
  return drawPaper(presentDocumentPaper(document, facts, { today: dayOf(now), madeAt }, words));
}

/** The pages of documents: each loads what it shows and gives it to its presenter. */
export function documentPages(services: Services, translate: (language: Language) => Translate) {
  const { documents } = services;

  async function load(visit: Visit): Promise<Shown> {
    const { document, inspection } = await documents.load(visit.actor, idOf(visit));
    return { document, inspection: knownTo(visit.actor, inspection) };
  }

  /** A form is only shown to those who could send it, while it could be sent; what was sent always comes back. */
  const form =
    (
      action: Action,
      possible: (document: CaseDocument) => boolean,
      present: (form: FormState, shown: Shown, visit: Visit) => ReturnType<typeof presentWriteForm>,
    ) =>
    async (visit: Visit, state: FormState): Promise<Answer> => {
      const shown = await load(visit);
      assertAllowed(visit.actor, action, documentSubject(shown.document, shown.inspection));
      if (!possible(shown.document) && !wasSent(visit)) throw new Forbidden(`not for ${shown.document.kind}`);
      return page('documents/act', present(state, shown, visit));
    };

  return {
    writeForm: form('document.draw_up', isDraft, presentWriteForm),
    annulForm: form('document.number', mayAnnul, presentAnnulForm),
    numberForm: form('document.number', counts, (state, shown, visit) =>
      presentNumberForm(state, shown, dayOf(visit.now), visit),
    ),
    deliveryForm: form(
      'document.deliver',
      (document) => document.delivery === undefined && counts(document),
      (state, shown, visit) => presentDeliveryForm(state, shown, dayOf(visit.now), visit),
    ),
    scanForm: form('document.number', counts, presentScanForm),

    async show(visit: Visit, state: FormState): Promise<Answer> {
      const { document, inspection } = await load(visit);
      const others = await documents.ofInspection(visit.actor, inspection);
      const related = others.flatMap((other): DocumentContext['related'] => {
        if (other.id === document.replaces?.id) return [{ label: 'replaces', document: other }];
        if (other.replaces?.id === document.id) return [{ label: 'replacedBy', document: other }];
        if (other.id === document.cites?.id) return [{ label: 'cites', document: other }];
        return other.cites?.id === document.id ? [{ label: 'citedBy', document: other }] : [];
      });
      const content = presentDocument(document, {
        inspection,
        related,
        language: visit.language,
        t: visit.t,
        allowed: allowedActions(visit.actor, documentSubject(document, inspection)),
        errors: state.errors,
      });
      return page('documents/show', content);
    },

    async print(visit: Visit): Promise<Answer> {
      const { document } = await documents.load(visit.actor, idOf(visit));
      const language = languages.find((word) => word === visit.query['language']) ?? 'vi';
      const headers = {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename="${document.kind}-${language}.pdf"`,
        'Cache-Control': 'no-store',
      };
      const body = await paperOf(services, visit, document.id, { language, t: translate(language) });
      return { kind: 'file', body, headers };
    },
  };
}
