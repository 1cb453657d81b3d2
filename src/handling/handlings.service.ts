import type { InTransaction, Transaction } from '../database/connect.js';
import { evidenceItem, type IncomingFile } from '../findings/evidence-item.js';
import { findingNumber, findingSubject, type EvidenceItem, type Finding } from '../findings/finding.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { allowed, assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Measure } from '../settings/measures.js';
import type { Clock } from '../shared/clock.js';
import { dayOf } from '../shared/dates.js';
import { Forbidden, NotFound, refuse, Stale } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import type { Heirs } from '../units/unit.js';
import { assertDayBetween, type CorrectionInput, type HandlingInput } from './handling.form.js';
import { decidedMeasure, handlingSubject, isHandled, settledHandling, type Handling } from './handling.js';
import type { HandlingsRepository } from './handlings.repository.js';
import type { Act } from '../history/event.js';

export type HandlingsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: HandlingsRepository;
  findings: Pick<FindingsRepository, 'find'>;
  measures: () => Promise<Measure[]>;
  keepFiles: (files: IncomingFile[], tx: Transaction) => Promise<void>;
};

/** Who was held responsible for a finding, in which form and by which decision. */
export function handlingsService(deps: HandlingsDeps) {
  const { clock, inTransaction, repository } = deps;

  async function load(actor: Actor, id: string, tx?: Transaction): Promise<Handling> {
    const handling = await repository.find(id, keysOf(actor), tx);
    if (handling === undefined) throw new NotFound(`handling ${id}`);
    return handling;
  }

  /** A finding within reach of which the actor may record what came of it. */
  async function findingFor(actor: Actor, id: string, tx?: Transaction): Promise<Finding> {
    const finding = await deps.findings.find(id, keysOf(actor), tx);
    if (finding === undefined) throw new NotFound(`finding ${id}`);
    assertAllowed(actor, 'handling.record', findingSubject(finding));
    if (!isHandled(finding)) throw new Forbidden(`finding ${id} was not concluded`);
    return finding;
  }

  /** What the form says, as it is kept of a finding. */
  async function factsFrom(input: HandlingInput, finding: Finding, at: Date) {
    assertDayBetween(input, finding.foundOn, dayOf(at));
    const measure = decidedMeasure(await deps.measures(), input.measure, input.decidedOn);
    const { who, person } = input;
    if (person !== '' && measure.party === 'collective') refuse('person', 'handling:errors.noPerson');
    const { authority, unit, heirs } = finding;
    return {
      findingId: finding.id,
      findingNumber: findingNumber(finding),
      inspectionId: finding.inspectionId,
      authority,
      unit,
      ...(heirs === undefined ? {} : { heirs }),
      ofFailure: finding.failureOf !== undefined,
      who,
      ...(person === '' ? {} : { person }),
      measure,
      decision: { number: input.number, on: input.decidedOn, by: input.decidedBy },
      at,
      standing: 'in_force' as const,
      readers: [],
      version: 0,
      history: [],
    };
  }

  async function freeId(id: string, tx: Transaction): Promise<string> {
    return isId(id) && (await repository.get(id, tx)) === undefined ? id : newId();
  }

  async function keep(files: IncomingFile[], by: Author, at: Date, tx: Transaction): Promise<EvidenceItem[]> {
    await deps.keepFiles(files, tx);
    return files.map((file) => evidenceItem(file, by, at, '', 'handling'));
  }

  /** An entry that still holds, on the version that was shown. */
  async function standing(actor: Actor, id: string, seen: number, tx: Transaction): Promise<Handling> {
    const before = await load(actor, id, tx);
    assertAllowed(actor, 'handling.record', handlingSubject(before));
    if (before.version !== seen || before.standing !== 'in_force') throw new Stale(`handling ${id}`);
    return before;
  }

  return {
    load,
    findingFor,
    ofInspection: (actor: Actor, inspectionId: string) =>
      repository.ofInspection(inspectionId, keysOf(actor)),

    /** Records an outcome with its decision. The form carries its id: sent twice, it is one entry. */
    record: (
      actor: Actor,
      findingId: string,
      input: HandlingInput,
      files: IncomingFile[],
    ): Promise<Handling> =>
      inTransaction(async (tx) => {
        const known = await repository.find(input.id, keysOf(actor), tx);
        if (known !== undefined) return known;
        const finding = await findingFor(actor, findingId, tx);
        const [at, by] = [clock.now(), authorOf(actor)];
        const facts = await factsFrom(input, finding, at);
        if (files.length === 0) refuse('files', 'evidence:errors.none');
        const id = await freeId(input.id, tx);
        const handling = settledHandling({ id, ...facts, files: await keep(files, by, at, tx), by });
        return repository.create(handling, { at, by, action: 'handling_recorded' }, tx);
      }),

    /** Puts another entry in the place of one, with the reason. Its files stay unless others are sent. */
    correct: (actor: Actor, id: string, input: CorrectionInput, files: IncomingFile[]): Promise<Handling> =>
      inTransaction(async (tx) => {
        const known = await repository.find(input.id, keysOf(actor), tx);
        if (known?.corrects === id) return known;
        const before = await standing(actor, id, input.version, tx);
        const finding = await findingFor(actor, before.findingId, tx);
        const [at, by] = [clock.now(), authorOf(actor)];
        const facts = await factsFrom(input, finding, at);
        const kept = files.length === 0 ? before.files : await keep(files, by, at, tx);
        const act = (action: string): Act => ({ at, by, action, reason: input.reason });
        const newOne = settledHandling({
          id: await freeId(input.id, tx),
          ...facts,
          files: kept,
          by,
          corrects: id,
        });
        const after: Handling = {
          ...before,
          standing: 'corrected',
          correctedBy: newOne.id,
          reason: input.reason,
        };
        await repository.change(before, after, act('handling_corrected'), tx);
        return repository.create(newOne, act('handling_recorded'), tx);
      }),

    /** Takes an entry back: it was of another case, or its decision was revoked. It stays, and says so. */
    setAside: (actor: Actor, id: string, seen: number, reason: string): Promise<Handling> =>
      inTransaction(async (tx) => {
        const before = await standing(actor, id, seen, tx);
        const act = { at: clock.now(), by: authorOf(actor), action: 'handling_set_aside', reason };
        return repository.change(before, { ...before, standing: 'set_aside', reason }, act, tx);
      }),

    /** The file of a decision: it names people, so it is for those who may know them. */
    async fileOf(actor: Actor, fileId: string): Promise<EvidenceItem | undefined> {
      const handling = await repository.byFile(fileId, keysOf(actor));
      if (handling === undefined || !allowed(actor, 'handling.name', handlingSubject(handling)))
        return undefined;
      return handling.files.find(({ id }) => id === fileId);
    },

    /** Hands what came of a case over with it. */
    async passOn(inspectionId: string, heirs: Heirs, act: Act, tx: Transaction): Promise<void> {
      for (const one of await repository.allOf(inspectionId, tx))
        await repository.change(one, settledHandling({ ...one, heirs }), act, tx);
    },
  };
}
export type HandlingsService = ReturnType<typeof handlingsService>;
