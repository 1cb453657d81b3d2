import type { Calendars } from '../calendar/working-calendar.js';
import type { InTransaction, Transaction } from '../database/connect.js';
import { subjectOf, type Inspection } from '../inspections/inspection.js';
import type { InspectionsRepository } from '../inspections/inspections.repository.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { dayOf } from '../shared/dates.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import { setOnSpot } from './at-once.js';
import { evidenceItem, type IncomingFile } from './evidence-item.js';
import type { FindingInput } from './finding.form.js';
import {
  findingSubject,
  findingTransitionFor,
  NO_DUE_DATE,
  partiesOf,
  settledFinding,
  type EvidenceItem,
  type Finding,
  type ItemReference,
  type SignReference,
} from './finding.js';
import type { FindingsRepository } from './findings.repository.js';
import type { Recount } from './recount.js';
import type { RepetitionsService } from './repetitions.service.js';

export type FindingsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: FindingsRepository;
  inspections: InspectionsRepository;
  signReference: (code: string) => Promise<SignReference | undefined>;
  recount: Recount;
  calendars: () => Promise<Calendars>;
  /** Takes the answer of whether a finding repeats an earlier one of the unit. */
  answerRepetition: RepetitionsService['answer'];
  /** What an item of the checklist of this case hands over to a finding. */
  ofItem: (
    actor: Actor,
    inspectionId: string,
    code: string,
    tx: Transaction,
  ) => Promise<{ item: ItemReference; evidence: EvidenceItem[] }>;
  /** Keeps the files for good; part of the same transaction. */
  keepFiles: (files: IncomingFile[], tx: Transaction) => Promise<void>;
};

/** Records what was found wrong, with its evidence, until the case is concluded. */
export function findingsService(deps: FindingsDeps) {
  const { repository, inspections, inTransaction, clock } = deps;

  async function load(actor: Actor, id: string, tx?: Transaction): Promise<Finding> {
    const finding = await repository.find(id, keysOf(actor), tx);
    if (finding === undefined) throw new NotFound(`finding ${id}`);
    return finding;
  }

  async function loadInspection(actor: Actor, id: string, tx?: Transaction): Promise<Inspection> {
    const inspection = await inspections.find(id, keysOf(actor), tx);
    if (inspection === undefined) throw new NotFound(`inspection ${id}`);
    return inspection;
  }

  async function factsFrom(
    actor: Actor,
    input: FindingInput,
    place: { unitId: string; inspectionId: string },
  ) {
    const sign = await deps.signReference(input.sign);
    if (sign === undefined) refuse('sign', 'findings:errors.unknownSign');
    const { severity, seen, legalBasis, mustDo, responsiblePost, term } = input;
    const facts = { sign, severity, seen, legalBasis, mustDo, responsiblePost, term };
    return deps.answerRepetition(actor, place, facts, input);
  }

  /** The form's own id; another when a finding that one may not see has it. */
  const freeId = async (id: string, tx: Transaction): Promise<string> =>
    isId(id) && (await repository.get(id, tx)) === undefined ? id : newId();

  /** Turns uploaded files into evidence of a finding, and keeps them. */
  async function evidenceFrom(
    actor: Actor,
    files: IncomingFile[],
    caption: string,
    tx: Transaction,
  ): Promise<EvidenceItem[]> {
    await deps.keepFiles(files, tx);
    return files.map((file) => evidenceItem(file, authorOf(actor), clock.now(), caption, 'finding'));
  }

  /** The item of the checklist that a finding comes from, and the files there that were chosen: they prove both. */
  async function fromItem(actor: Actor, inspectionId: string, input: FindingInput, tx: Transaction) {
    const { item: code = '', linked = [] } = input;
    if (code === '') return { facts: {}, evidence: [] };
    const { item, evidence } = await deps.ofItem(actor, inspectionId, code, tx);
    return { facts: { item }, evidence: evidence.filter(({ id }) => linked.includes(id)) };
  }

  /** The date by which it must be put right at once, if one was set. */
  async function onSpot({ atOnceBy }: FindingInput): Promise<Pick<Finding, 'deadline'>> {
    if (atOnceBy === undefined) return {};
    return { deadline: setOnSpot(dayOf(clock.now()), atOnceBy, await deps.calendars()) };
  }

  async function step(
    actor: Actor,
    id: string,
    seen: number,
    act: 'revise' | 'withdraw' | 'add_evidence',
    change: (finding: Finding, tx: Transaction) => Promise<Partial<Finding>>,
    reason?: string,
  ): Promise<Finding> {
    const action = act === 'add_evidence' ? 'evidence.add' : (`finding.${act}` as const);
    return inTransaction(async (tx) => {
      const before = await load(actor, id, tx);
      assertAllowed(actor, action, findingSubject(before));
      const line = findingTransitionFor(act, before.state);
      if (before.version !== seen || line === undefined) throw new Stale(`finding ${id}`);
      const after = settledFinding({ ...before, ...(await change(before, tx)), state: line.to });
      const event = {
        at: clock.now(),
        by: authorOf(actor),
        action: line.event,
        ...(reason ? { reason } : {}),
      };
      const saved = await repository.change(before, after, event, tx);
      if (act === 'withdraw')
        await deps.recount(saved.inspectionId, { ...event, action: 'finding_withdrawn' }, tx);
      return saved;
    });
  }

  return {
    load,
    loadInspection,

    mayOpen: async (actor: Actor, id: string): Promise<boolean> =>
      (await repository.find(id, keysOf(actor))) !== undefined,

    ofInspection: (actor: Actor, inspectionId: string) =>
      repository.ofInspection(inspectionId, keysOf(actor)),

    /** Records a finding on an opened inspection. The form carries its id: sent twice, it is recorded once. */
    async record(
      actor: Actor,
      inspectionId: string,
      input: FindingInput,
      files: IncomingFile[],
    ): Promise<Finding> {
      const { unit } = await loadInspection(actor, inspectionId);
      const facts = await factsFrom(actor, input, { unitId: unit.id, inspectionId });
      return inTransaction(async (tx) => {
        const inspection = await loadInspection(actor, inspectionId, tx);
        assertAllowed(actor, 'finding.record', subjectOf(inspection));
        const existing = await repository.find(input.id, keysOf(actor), tx);
        if (existing !== undefined) return existing;
        if (inspection.state !== 'opened') throw new Stale(`inspection ${inspectionId}`);
        const id = await freeId(input.id, tx);
        const now = clock.now();
        const origin = await fromItem(actor, inspectionId, input, tx);
        const finding = settledFinding({
          id,
          version: 0,
          ordinal: (await repository.allOf(inspectionId, tx)).length + 1,
          ...partiesOf(inspection),
          ...facts,
          ...origin.facts,
          ...(await onSpot(input)),
          foundOn: dayOf(now),
          state: 'recorded',
          dueOn: NO_DUE_DATE,
          remediations: [],
          evidence: [...origin.evidence, ...(await evidenceFrom(actor, files, input.caption, tx))],
          readers: [],
          history: [],
        });
        const event = { at: now, by: authorOf(actor), action: 'recorded' };
        const saved = await repository.create(finding, event, tx);
        await deps.recount(inspectionId, { ...event, action: 'finding_recorded' }, tx);
        return saved;
      });
    },

    async revise(actor: Actor, id: string, input: FindingInput, files: IncomingFile[]): Promise<Finding> {
      const { unit, inspectionId } = await load(actor, id);
      const facts = await factsFrom(actor, input, { unitId: unit.id, inspectionId });
      return step(actor, id, input.version, 'revise', async (finding, tx) => ({
        ...facts,
        evidence: [...finding.evidence, ...(await evidenceFrom(actor, files, input.caption, tx))],
      }));
    },

    async addEvidence(actor: Actor, id: string, seen: number, caption: string, files: IncomingFile[]) {
      if (files.length === 0) refuse('files', 'evidence:errors.none');
      return step(actor, id, seen, 'add_evidence', async (finding, tx) => ({
        evidence: [...finding.evidence, ...(await evidenceFrom(actor, files, caption, tx))],
      }));
    },

    withdraw: (actor: Actor, id: string, seen: number, reason: string) =>
      step(actor, id, seen, 'withdraw', async () => ({}), reason),
  };
}
