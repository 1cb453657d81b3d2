import type { Transaction } from '../database/connect.js';
import { evidenceItem, type IncomingFile } from '../findings/evidence-item.js';
import type { InspectionsRepository } from '../inspections/inspections.repository.js';
import { isSealed, type Inspection } from '../inspections/inspection.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, yearOf, type Day } from '../shared/dates.js';
import { Stale, refuse } from '../shared/errors.js';
import type { DeliveryInput, DeliveryWay } from '../inspections/step.form.js';
import type { NumberInput } from './document.form.js';
import {
  blankDocument,
  counts,
  isShownTo,
  kindRules,
  mayAnnul,
  plainNumber,
  type CaseDocument,
  type DocumentKind,
} from './document.js';
import type { DocumentsRepository } from './documents.repository.js';
import type { DocumentsService } from './documents.service.js';

export type IssueDeps = {
  clock: Clock;
  repository: DocumentsRepository;
  inspections: InspectionsRepository;
  documents: Pick<DocumentsService, 'load' | 'step' | 'frozenFor'>;
  keepFiles: (files: IncomingFile[], tx: Transaction) => Promise<void>;
};

const actAt = (at: Date, by: Author, action: string) => ({ at, by, action });

/** What makes a paper of the authority a document that counts: number, signature, delivery, receipt. */
export function documentIssueService(deps: IssueDeps) {
  const { repository, inspections, clock } = deps;
  const { load, step, frozenFor } = deps.documents;

  /** A document with this number that the actor may see; others are none of his business, nor that they exist. */
  async function twinOf(actor: Actor, document: CaseDocument, number: string, on: Day, tx: Transaction) {
    const year = await repository.numberedIn(document.authority.id, yearOf(on), tx);
    const wanted = plainNumber(number);
    for (const other of year) {
      if (other.id === document.id || plainNumber(other.number ?? '') !== wanted) continue;
      const inspection = await inspections.find(other.inspectionId, keysOf(actor), tx);
      if (inspection !== undefined && isShownTo(actor, inspection, other)) return inspection;
    }
    return undefined;
  }

  function assertTimely(field: string, on: Day, earliest: Day | undefined): void {
    if (on > dayOf(clock.now())) refuse(field, 'documents:errors.inFuture');
    if (earliest !== undefined && on < earliest) refuse(field, 'documents:errors.beforeDocument');
  }

  return {
    /** Enters the number and day that the clerk has given; from then on the document says what it says. */
    async giveNumber(actor: Actor, id: string, input: NumberInput): Promise<CaseDocument> {
      const { document: before } = await load(actor, id);
      const again = before.number !== undefined;
      if (again && input.reason === '') refuse('reason', 'documents:errors.sayWhyRenumbered');
      const how = { action: 'document.number', event: again ? 'renumbered' : 'numbered' } as const;
      return step(
        actor,
        id,
        input.version,
        { ...how, reason: again ? input.reason : '' },
        async ({ document, inspection }, tx) => {
          if (kindRules[document.kind].code === undefined || !counts(document))
            throw new Stale(`document ${id} has no number`);
          assertTimely('datedOn', input.datedOn, undefined);
          const twin = input.sure
            ? undefined
            : await twinOf(actor, document, input.number, input.datedOn, tx);
          if (twin !== undefined) {
            refuse('number', 'documents:errors.numberKnown', { case: twin.number ?? twin.decision.number });
          }
          const frozen = document.frozen ?? (await frozenFor(inspection, tx));
          return { number: input.number, datedOn: input.datedOn, frozen };
        },
      );
    },

    /** Keeps the signed paper beside the document. */
    async addScan(
      actor: Actor,
      id: string,
      input: { version: number; caption: string },
      files: IncomingFile[],
    ): Promise<CaseDocument> {
      if (files.length === 0) refuse('files', 'evidence:errors.none');
      const how = { action: 'document.number', event: 'scanned' } as const;
      return step(actor, id, input.version, how, async ({ document, inspection }, tx) => {
        await deps.keepFiles(files, tx);
        const by = authorOf(actor);
        const added = files.map((file) => evidenceItem(file, by, clock.now(), input.caption, 'document'));
        const frozen = document.frozen ?? (await frozenFor(inspection, tx));
        return { scans: [...document.scans, ...added], frozen };
      });
    },

    /** Records that the document reached the unit, which sees it from now on. */
    deliver: (actor: Actor, id: string, input: DeliveryInput) =>
      step(
        actor,
        id,
        input.version,
        { action: 'document.deliver', event: 'delivered' },
        async ({ document, inspection }, tx) => {
          const { toUnit, code, starts } = kindRules[document.kind];
          if (!toUnit || starts !== undefined || document.delivery !== undefined || !counts(document))
            throw new Stale(`document ${id}`);
          if (code !== undefined && code !== 'BB' && document.number === undefined)
            refuse('deliveredOn', 'documents:errors.numberFirst');
          if (isSealed(inspection)) refuse('deliveredOn', 'documents:errors.sealed');
          assertTimely('deliveredOn', input.deliveredOn, document.datedOn);
          const { deliveredOn: on, how, to } = input;
          return {
            delivery: { on, how, to, by: authorOf(actor), at: clock.now() },
            frozen: document.frozen ?? (await frozenFor(inspection, tx)),
          };
        },
      ),

    /**
     * Keeps a delivery that is a step of the case: the document is made when there is none yet, and says from then on
     * what it says now. A corrected day takes the place of the first; both stay in the history.
     */
    async note(
      inspection: Inspection,
      kind: DocumentKind,
      { on, how, to }: { on: Day; how: DeliveryWay; to: string },
      actor: Actor,
      tx: Transaction,
    ): Promise<void> {
      const all = await repository.ofInspection(inspection.id, tx);
      const now = clock.now();
      const by = authorOf(actor);
      const known = all.find((one) => one.kind === kind && counts(one));
      const document =
        known ??
        (await repository.create(blankDocument(inspection, kind, by, now), actAt(now, by, 'drawn_up'), tx));
      const frozen = document.frozen ?? (await frozenFor(inspection, tx));
      const after = { ...document, frozen, delivery: { on, how, to, by, at: now } };
      const event = document.delivery === undefined ? 'delivered' : 'delivery_corrected';
      await repository.change(document, after, actAt(now, by, event), tx);
    },

    /** Takes an issued document out of force, with a reason. It stays, and so does its number. */
    annul: (actor: Actor, id: string, { version, reason }: { version: number; reason: string }) =>
      step(
        actor,
        id,
        version,
        { action: 'document.number', event: 'annulled', reason },
        async ({ document }) => {
          if (!mayAnnul(document)) throw new Stale(`document ${id}`);
          const now = clock.now();
          return { annulled: { on: dayOf(now), reason, by: authorOf(actor), at: now } };
        },
      ),

    /** The unit says that it has received the document. */
    acknowledge: (actor: Actor, id: string, seen: number) =>
      step(
        actor,
        id,
        seen,
        { action: 'document.acknowledge', event: 'acknowledged' },
        async ({ document }) => {
          if (document.delivery === undefined || document.receipt !== undefined || !counts(document))
            throw new Stale(`document ${id}`);
          return { receipt: { by: authorOf(actor), at: clock.now() } };
        },
      ),
  };
}
export type DocumentIssueService = ReturnType<typeof documentIssueService>;
