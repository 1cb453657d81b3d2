import type { Receipt } from '../calendar/working-calendar.js';
import type { Transaction } from '../database/connect.js';
import { authorOf, type Actor } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { Invalid, Stale, refuse } from '../shared/errors.js';
import type { CaseStep } from './case-step.js';
import { settled, transitionFor, type Inspection, type KeptFile, type Tally } from './inspection.js';
import type { InspectionsRepository } from './inspections.repository.js';
import type { Missing } from './missing.js';
import type { ConclusionInput, DeliveryInput, PublicationInput, RedateInput } from './step.form.js';

type Delivered = { on: Day; how: DeliveryInput['how']; to: string };
export type ArrivedFile = { id: string; name: string; type: string; size: number; sha256: string };

export type ConclusionDeps = {
  clock: Clock;
  step: CaseStep;
  repository: InspectionsRepository;
  /** What stands in the way of concluding a case; answered together by the features that come later in the house. */
  missing: (inspection: Inspection, today: Day, tx: Transaction) => Promise<Missing[]>;
  /** The unit is told of every finding, so that it can answer. */
  tellFindings: (id: string, deliveredOn: Day, actor: Actor, tx: Transaction) => Promise<Tally>;
  /** Fixes every finding's deadline; answered by the findings. */
  orderRemediation: (id: string, deliveredOn: Day, actor: Actor, tx: Transaction) => Promise<Tally>;
  /** Counts anew what runs from a wrong day of delivery; answered by the findings. */
  redateRemediation: (
    id: string,
    correction: { wrong: Day; right: Day; reason: string },
    actor: Actor,
    tx: Transaction,
  ) => Promise<Tally>;
  /** Keeps with the document what was delivered, when, how and to whom; answered by the documents. */
  noteDelivery: (
    inspection: Inspection,
    kind: 'draft_conclusion' | 'conclusion',
    delivered: Delivered,
    actor: Actor,
    tx: Transaction,
  ) => Promise<void>;
  replyDue: (deliveredOn: Day) => Promise<Receipt>;
  publicationDue: (deliveredOn: Day) => Promise<Receipt>;
  keepFiles: (files: ArrivedFile[], tx: Transaction) => Promise<void>;
};

/** Ends an inspection: the draft that the unit may answer, the conclusion, the terms that its delivery starts. */
export function conclusionService(deps: ConclusionDeps) {
  const { repository, clock, step } = deps;

  /** Closes a concluded case that was delivered and has nothing open; leaves any other as it is. */
  async function closeIfDone(inspection: Inspection, actor: Actor, tx: Transaction): Promise<Inspection> {
    const line = transitionFor('close', inspection.state);
    if (line === undefined || inspection.findings.open > 0 || inspection.deliveredOn === undefined)
      return inspection;
    const now = clock.now();
    const after = settled({ ...inspection, state: line.to, closedOn: dayOf(now) });
    return repository.change(inspection, after, { at: now, by: authorOf(actor), action: line.event }, tx);
  }

  /** A case that was closed goes on when a finding of it is opened again. */
  async function reopenIfClosed(inspection: Inspection, actor: Actor, tx: Transaction): Promise<Inspection> {
    const line = transitionFor('reopen', inspection.state);
    if (line === undefined || inspection.findings.open === 0) return inspection;
    const { closedOn: _closed, ...open } = inspection;
    const after = settled({ ...open, state: line.to });
    const event = { at: clock.now(), by: authorOf(actor), action: line.event };
    return repository.change(inspection, after, event, tx);
  }

  function assertTimely(on: Day, today: Day, earliest: Day | undefined): void {
    if (earliest !== undefined && on < earliest)
      refuse('deliveredOn', 'inspections:errors.deliveredBeforeOpening');
    if (on > today) refuse('deliveredOn', 'inspections:errors.deliveredInFuture');
  }

  /** The delivery of the conclusion: from its day the terms run, and the unit's duty to make it public. */
  async function terms(before: Inspection, deliveredOn: Day, actor: Actor, tx: Transaction) {
    return {
      deliveredOn,
      publication: { deadline: await deps.publicationDue(deliveredOn) },
      findings: await deps.orderRemediation(before.id, deliveredOn, actor, tx),
    };
  }

  return {
    closeIfDone,
    reopenIfClosed,

    /** Records that the unit was given the draft. From now on it sees the findings and may answer each. */
    sendDraft: (actor: Actor, id: string, { version, deliveredOn, how, to }: DeliveryInput) =>
      step(actor, { id, seen: version, act: 'send_draft' }, async (before, today, tx) => {
        if (before.findings.total === 0) throw new Stale(`inspection ${id} has nothing to answer`);
        assertTimely(deliveredOn, today, before.minutes?.on ?? before.openedOn);
        await deps.noteDelivery(before, 'draft_conclusion', { on: deliveredOn, how, to }, actor, tx);
        return {
          reply: { deliveredOn, deadline: await deps.replyDue(deliveredOn) },
          findings: await deps.tellFindings(id, deliveredOn, actor, tx),
        };
      }),

    /** Corrects the day on which the draft was delivered, and so the time to answer. */
    redateDraft: (actor: Actor, id: string, input: RedateInput) =>
      step(
        actor,
        { id, seen: input.version, act: 'redate_draft', reason: input.reason },
        async (before, today, tx) => {
          assertTimely(input.deliveredOn, today, before.minutes?.on ?? before.openedOn);
          const { deliveredOn, how, to } = input;
          await deps.noteDelivery(before, 'draft_conclusion', { on: deliveredOn, how, to }, actor, tx);
          return { reply: { deliveredOn, deadline: await deps.replyDue(deliveredOn) } };
        },
      ),

    /** Concludes the case; with the day of delivery all deadlines are fixed too: all of it happens, or nothing. */
    conclude: (actor: Actor, id: string, input: ConclusionInput): Promise<Inspection> =>
      step(
        actor,
        { id, seen: input.version, act: 'conclude' },
        async (before, today, tx) => {
          const missing = await deps.missing(before, today, tx);
          if (missing.length > 0) {
            throw new Invalid(missing.map(({ message, values }) => ({ field: 'main', message, values })));
          }
          const { conclusion, deliveredOn, how, to } = input;
          if (deliveredOn === undefined) return { concludedOn: today, conclusion };
          assertTimely(deliveredOn, today, before.openedOn);
          const concluded = { ...before, conclusion, concludedOn: today, deliveredOn };
          await deps.noteDelivery(concluded, 'conclusion', { on: deliveredOn, how, to }, actor, tx);
          return { concludedOn: today, conclusion, ...(await terms(before, deliveredOn, actor, tx)) };
        },
        (after, tx) => closeIfDone(after, actor, tx),
      ),

    /** Records a delivery that came after the conclusion. */
    deliver: (
      actor: Actor,
      id: string,
      { version, deliveredOn, how, to }: DeliveryInput,
    ): Promise<Inspection> =>
      step(
        actor,
        { id, seen: version, act: 'deliver' },
        async (before, today, tx) => {
          if (before.deliveredOn !== undefined) throw new Stale(`inspection ${id} was delivered`);
          assertTimely(deliveredOn, today, before.openedOn);
          await deps.noteDelivery(
            { ...before, deliveredOn },
            'conclusion',
            { on: deliveredOn, how, to },
            actor,
            tx,
          );
          return terms(before, deliveredOn, actor, tx);
        },
        (after, tx) => closeIfDone(after, actor, tx),
      ),

    /** Corrects the day on which the conclusion was delivered: every term that still runs from it is counted anew. */
    redate: (actor: Actor, id: string, input: RedateInput): Promise<Inspection> =>
      step(
        actor,
        { id, seen: input.version, act: 'redate_conclusion', reason: input.reason },
        async (before, today, tx) => {
          const { deliveredOn: right, how, to, reason } = input;
          const { deliveredOn: wrong, publication } = before;
          if (wrong === undefined) throw new Stale(`inspection ${id} was not delivered`);
          if (right === wrong) refuse('deliveredOn', 'ending:errors.sameDelivery');
          assertTimely(right, today, before.openedOn);
          const delivered = { on: right, how, to };
          await deps.noteDelivery({ ...before, deliveredOn: right }, 'conclusion', delivered, actor, tx);
          const deadline = await deps.publicationDue(right);
          const findings = await deps.redateRemediation(id, { wrong, right, reason }, actor, tx);
          return { deliveredOn: right, publication: { ...publication, deadline }, findings };
        },
      ),

    /** The unit confirms that it has made the conclusion public inside: when, where, with proof if it likes. */
    publish: (actor: Actor, id: string, input: PublicationInput, files: ArrivedFile[]): Promise<Inspection> =>
      step(actor, { id, seen: input.version, act: 'publish' }, async (before, today, tx, now) => {
        const { publication, deliveredOn } = before;
        if (publication === undefined || publication.done !== undefined) throw new Stale(`inspection ${id}`);
        if (input.publishedOn > today) refuse('publishedOn', 'publication:errors.inFuture');
        if (deliveredOn !== undefined && input.publishedOn < deliveredOn)
          refuse('publishedOn', 'publication:errors.beforeDelivery');
        await deps.keepFiles(files, tx);
        const by = authorOf(actor);
        const kept = files.map(({ id: fileId, name, type, size, sha256 }): KeptFile => ({
          id: fileId,
          name,
          type,
          size,
          sha256,
          caption: '',
          receivedAt: now,
          by,
          purpose: 'publication',
        }));
        const done = { on: input.publishedOn, place: input.place, by, at: now, files: kept };
        return { publication: { ...publication, done } };
      }),
  };
}
