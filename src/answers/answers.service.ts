import type { ChecklistItem } from '../checklists/checklist.js';
import type { InTransaction, Transaction } from '../database/connect.js';
import { evidenceItem, type IncomingFile } from '../findings/evidence-item.js';
import type { EvidenceItem, ItemReference } from '../findings/finding.js';
import { subjectOf } from '../inspections/inspection.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import { answerId, nothingGiven, verdictOn, wasTaken, type Answer, type Given } from './answer.js';
import type { AnswersRepository } from './answers.repository.js';
import { isAnswerable, mayReadAnswers } from './sheet.js';
import type { SheetsService } from './sheets.service.js';

export type AnswersDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: AnswersRepository;
  sheets: SheetsService;
  keepFiles: (files: IncomingFile[], tx: Transaction) => Promise<void>;
};

/** `version`: that of the answer which the sender had before him; `write`: the sender's own id of this write. */
export type Sent = { version: number; write: string };

/** What became of an answer that was sent; a conflict changes nothing. */
export type Outcome = { answer: Answer | undefined; verdict: 'take' | 'keep' | 'conflict' };

/** Takes the answers of the people on the team, one document each, so that nobody writes over anybody. */
export function answersService(deps: AnswersDeps) {
  const { repository, sheets, clock } = deps;

  /** The item, within reach of the actor and of the chosen sections. */
  async function locate(actor: Actor, inspectionId: string, code: string, tx: Transaction) {
    const inspection = await sheets.loadCase(actor, inspectionId, tx);
    const reading = mayReadAnswers(actor, inspection) ? await sheets.readingOf(inspection, tx) : undefined;
    const item = reading?.sections.flatMap(({ items }) => items).find((one) => one.code === code);
    if (reading === undefined || item === undefined) throw new NotFound(`item ${code} of ${inspectionId}`);
    assertAllowed(actor, 'answer.give', subjectOf(inspection));
    return { inspection, item, record: reading.record };
  }

  const assertCountsKnown = (item: ChecklistItem, { counts }: Given): void => {
    if (Object.keys(counts).some((key) => !item.counts.some((count) => count.key === key))) {
      refuse('counts', 'answers:errors.count');
    }
  };

  async function write(
    actor: Actor,
    { inspectionId, code }: { inspectionId: string; code: string },
    stored: Answer | undefined,
    facts: Given & { evidence: EvidenceItem[]; write: string },
    action: string,
    tx: Transaction,
  ): Promise<Answer> {
    const [at, by] = [clock.now(), authorOf(actor)];
    const id = answerId(inspectionId, code);
    const { outcome, note, counts, good, evidence } = facts;
    const next = { id, inspectionId, code, note, counts, good, evidence, write: facts.write, by, at };
    const whole = { ...next, ...(outcome === undefined ? {} : { outcome }) };
    const act = { at, by, action };
    return stored === undefined
      ? repository.create(whole, act, tx)
      : repository.change(stored, { ...whole, version: stored.version, history: stored.history }, act, tx);
  }

  return {
    /** Takes an answer, unless it says nothing new or somebody else has said something else meanwhile. */
    async give(actor: Actor, inspectionId: string, code: string, sent: Sent, given: Given): Promise<Outcome> {
      return deps.inTransaction(async (tx): Promise<Outcome> => {
        const { inspection, item } = await locate(actor, inspectionId, code, tx);
        assertCountsKnown(item, given);
        const stored = await repository.find(inspectionId, code, tx);
        const verdict = verdictOn(stored, given, sent);
        if (verdict !== 'take') return { answer: stored, verdict };
        if (!isAnswerable(inspection)) throw new Stale(`inspection ${inspectionId}`);
        const facts = { ...given, evidence: stored?.evidence ?? [], write: sent.write };
        const place = { inspectionId, code };
        return { answer: await write(actor, place, stored, facts, 'answered', tx), verdict };
      });
    },

    /** Adds files to an answer; they are no conflict with what somebody else says meanwhile. */
    async attach(
      actor: Actor,
      inspectionId: string,
      code: string,
      sent: Pick<Sent, 'write'>,
      files: IncomingFile[],
    ): Promise<Answer> {
      return deps.inTransaction(async (tx) => {
        const { inspection, item } = await locate(actor, inspectionId, code, tx);
        const stored = await repository.find(inspectionId, code, tx);
        // Asked again because the answer was lost on its way: the files are no longer anybody's to attach.
        if (stored !== undefined && wasTaken(stored, sent.write)) return stored;
        if (files.length === 0) refuse(`files-${code}`, 'evidence:errors.none');
        if (!isAnswerable(inspection)) throw new Stale(`inspection ${inspectionId}`);
        await deps.keepFiles(files, tx);
        const more = files.map((file) =>
          evidenceItem(file, authorOf(actor), clock.now(), `${item.code}. ${item.text.vi}`, 'finding'),
        );
        const evidence = [...(stored?.evidence ?? []), ...more];
        const facts = { ...(stored ?? nothingGiven), evidence, write: sent.write };
        return write(actor, { inspectionId, code }, stored, facts, 'evidence_added', tx);
      });
    },

    /** What a finding takes over from the answer that it comes from. */
    async forFinding(
      actor: Actor,
      inspectionId: string,
      code: string,
      tx: Transaction,
    ): Promise<{ item: ItemReference; evidence: EvidenceItem[] }> {
      const { item, record } = await locate(actor, inspectionId, code, tx);
      const stored = await repository.find(inspectionId, code, tx);
      const reference = { code: item.code, checklist: record.number, text: item.text };
      return { item: reference, evidence: stored?.evidence ?? [] };
    },

    /** An answer with what happened to it, for those who may read the checklist. */
    find: (inspectionId: string, code: string) => repository.find(inspectionId, code),

    /** A file of an answer, for whoever may read the answers of its case. */
    async fileOf(actor: Actor, fileId: string): Promise<EvidenceItem | undefined> {
      const answer = await repository.byEvidence(fileId);
      if (answer === undefined) return undefined;
      const inspection = await sheets.loadCase(actor, answer.inspectionId);
      if (!mayReadAnswers(actor, inspection)) return undefined;
      return answer.evidence.find((item) => item.id === fileId);
    },
  };
}
