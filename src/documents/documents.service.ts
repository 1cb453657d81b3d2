import type { InTransaction, Transaction } from '../database/connect.js';
import type { EvidenceItem } from '../findings/finding.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import type { Inspection } from '../inspections/inspection.js';
import type { InspectionsRepository } from '../inspections/inspections.repository.js';
import type { Office } from '../paper/letterhead.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Action } from '../policies/rules.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import type { Day } from '../shared/dates.js';
import { NotFound, Stale } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import { factsFor, type DocumentFacts, type UnitDays } from './document-facts.js';
import type { WrittenInput } from './document.form.js';
import {
  blankDocument,
  counts,
  documentSubject,
  isDraft,
  isShownTo,
  kindRules,
  mayDrawUp,
  type CaseDocument,
  type DocumentKind,
} from './document.js';
import type { DocumentsRepository } from './documents.repository.js';

export type DocumentsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: DocumentsRepository;
  inspections: InspectionsRepository;
  findings: FindingsRepository;
  office: () => Promise<Office>;
  /** Until when the unit sends its own report before the visit; the announcements, which come later, know it. */
  reportBy: (inspection: Inspection) => Promise<Day | undefined>;
  /** By the settings of today. */
  unitDays: () => Promise<UnitDays>;
};

const placeOf = ({ id, number, datedOn }: CaseDocument) => ({
  id,
  ...(number === undefined ? {} : { number }),
  ...(datedOn === undefined ? {} : { on: datedOn }),
});

type Found = { document: CaseDocument; inspection: Inspection };
type Step = { action: Action; event: string; reason?: string };

/** The documents of a case: drawn up from what was recorded, numbered by the clerk, signed, delivered, acknowledged. */
export function documentsService(deps: DocumentsDeps) {
  const { repository, inspections, clock, inTransaction } = deps;

  async function caseOf(actor: Actor, id: string, tx?: Transaction): Promise<Inspection> {
    const inspection = await inspections.find(id, keysOf(actor), tx);
    if (inspection === undefined) throw new NotFound(`inspection ${id}`);
    return inspection;
  }

  /** The document, with its case, if the case and the document may be seen. */
  async function load(actor: Actor, id: string, tx?: Transaction): Promise<Found> {
    const document = await repository.get(id, tx);
    if (document === undefined) throw new NotFound(`document ${id}`);
    const inspection = await caseOf(actor, document.inspectionId, tx);
    if (!isShownTo(actor, inspection, document)) throw new NotFound(`document ${id}`);
    return { document, inspection };
  }

  /** What the document is made of from now on, whatever happens to the case. */
  const frozenFor = async (inspection: Inspection, tx: Transaction) =>
    factsFor(inspection, await deps.findings.allOf(inspection.id, tx), await deps.office(), {
      reportBy: await deps.reportBy(inspection),
      days: await deps.unitDays(),
      checked: await deps.findings.byIds((inspection.checks ?? []).map(({ findingId }) => findingId)),
    });

  async function step(
    actor: Actor,
    id: string,
    seen: number,
    { action, event, reason }: Step,
    change: (found: Found, tx: Transaction) => Promise<Partial<CaseDocument>>,
  ): Promise<CaseDocument> {
    return inTransaction(async (tx) => {
      const found = await load(actor, id, tx);
      assertAllowed(actor, action, documentSubject(found.document, found.inspection));
      if (found.document.version !== seen) throw new Stale(`document ${id}`);
      const after = { ...found.document, ...(await change(found, tx)) };
      const act = { at: clock.now(), by: authorOf(actor), action: event, ...(reason ? { reason } : {}) };
      return repository.change(found.document, after, act, tx);
    });
  }

  return {
    load,
    step,
    frozenFor,

    /** What of a case's documents the actor may see. */
    async ofInspection(actor: Actor, inspection: Inspection): Promise<CaseDocument[]> {
      const all = await repository.ofInspection(inspection.id);
      return all.filter((document) => isShownTo(actor, inspection, document));
    },

    /** Makes a draft. The form carries its id: sent twice, it is made once. */
    async drawUp(
      actor: Actor,
      inspectionId: string,
      input: { id: string; kind: DocumentKind; cites: string },
    ): Promise<CaseDocument> {
      return inTransaction(async (tx) => {
        const inspection = await caseOf(actor, inspectionId, tx);
        assertAllowed(actor, 'document.draw_up', documentSubject(inspection, inspection));
        const existing = await repository.ofInspection(inspectionId, tx);
        const same = existing.find(({ id }) => id === input.id);
        if (same !== undefined) return same;
        if (!mayDrawUp(input.kind, inspection, existing)) throw new Stale(`inspection ${inspectionId}`);
        const cited = existing.find(
          (one) => counts(one) && one.kind === 'conclusion' && one.number !== undefined,
        );
        const former = existing.findLast((one) => one.kind === input.kind && !counts(one));
        const cites =
          input.kind === 'correction' && cited?.number !== undefined
            ? { cites: { id: cited.id, number: cited.number, on: cited.datedOn ?? '' } }
            : {};
        const free = isId(input.id) && (await repository.get(input.id, tx)) === undefined;
        const now = clock.now();
        const by = authorOf(actor);
        const facts = {
          ...blankDocument(inspection, input.kind, by, now, free ? input.id : newId()),
          ...cites,
          ...(former === undefined ? {} : { replaces: placeOf(former) }),
        };
        return repository.create(facts, { at: now, by, action: 'drawn_up' }, tx);
      });
    },

    /** Writes what the recorded facts do not say. */
    write: (actor: Actor, id: string, input: WrittenInput) =>
      step(
        actor,
        id,
        input.version,
        { action: 'document.draw_up', event: 'written' },
        async ({ document }) => {
          if (!isDraft(document)) throw new Stale(`document ${id}`);
          const { fields } = kindRules[document.kind];
          return { fields: Object.fromEntries(fields.map((name) => [name, input.fields[name] ?? ''])) };
        },
      ),

    /** The document and what its paper is made of: as it was frozen, else as the case stands. */
    async printed(actor: Actor, id: string): Promise<{ document: CaseDocument; facts: DocumentFacts }> {
      const { document, inspection } = await load(actor, id);
      const facts = document.frozen ?? (await inTransaction((tx) => frozenFor(inspection, tx)));
      return { document, facts };
    },

    /** A signed paper by its file's id, if its document may be seen. */
    async scan(actor: Actor, fileId: string): Promise<EvidenceItem | undefined> {
      const document = await repository.ofScan(fileId);
      if (document === undefined) return undefined;
      const seen = await load(actor, document.id).catch((error: unknown) => {
        if (error instanceof NotFound) return undefined;
        throw error;
      });
      return seen?.document.scans.find(({ id }) => id === fileId);
    },
  };
}
export type DocumentsService = ReturnType<typeof documentsService>;
