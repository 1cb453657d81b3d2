import type { InTransaction, Transaction } from '../database/connect.js';
import { subjectOf } from '../inspections/inspection.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import { answerId, answeredTogether, givenAt, nothingGiven, restNote, wasTaken } from './answer.js';
import type { AnswersRepository } from './answers.repository.js';
import { isAnswerable, mayReadAnswers } from './sheet.js';
import type { SheetsService } from './sheets.service.js';

type Deps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: AnswersRepository;
  sheets: SheetsService;
};

/** What was not looked at in a section is said at once, with one reason, and can be taken back as it was said. */
export function restService({ clock, inTransaction, repository, sheets }: Deps) {
  /** The codes of a section that the actor may answer now. */
  async function locate(actor: Actor, inspectionId: string, section: string, tx: Transaction) {
    const inspection = await sheets.loadCase(actor, inspectionId, tx);
    const reading = mayReadAnswers(actor, inspection) ? await sheets.readingOf(inspection, tx) : undefined;
    const found = reading?.sections.find(({ code }) => code === section);
    if (found === undefined) throw new NotFound(`section ${section} of ${inspectionId}`);
    assertAllowed(actor, 'answer.give', subjectOf(inspection));
    if (!isAnswerable(inspection)) throw new Stale(`inspection ${inspectionId}`);
    const codes = found.items.map(({ code }) => code);
    return Promise.all(
      codes.map(async (code) => ({ code, stored: await repository.find(inspectionId, code, tx) })),
    );
  }

  return {
    /**
     * Answers everything in a section that has no answer as not checked. Notes, numbers and files that stand there
     * stay. `write`: the sender's id; sent twice, it is taken once. Gives back how many items were answered so.
     */
    async mark(
      actor: Actor,
      inspectionId: string,
      section: string,
      { write, reason }: { write: string; reason: string },
    ): Promise<number> {
      return inTransaction(async (tx) => {
        const items = await locate(actor, inspectionId, section, tx);
        const id = answeredTogether(write);
        const before = items.filter(({ stored }) => stored !== undefined && wasTaken(stored, id)).length;
        if (before > 0) return before;
        const open = items.filter(({ stored }) => stored?.outcome === undefined);
        if (open.length === 0) refuse('reason', 'answers:rest.none');
        const [at, by] = [clock.now(), authorOf(actor)];
        const act = { at, by, action: 'answered' };
        for (const { code, stored } of open) {
          const note = restNote(stored?.note ?? '', reason);
          const said = { outcome: 'not_checked' as const, note, write: id, by, at };
          if (stored !== undefined) await repository.change(stored, { ...stored, ...said }, act, tx);
          else {
            const empty = { id: answerId(inspectionId, code), inspectionId, code, evidence: [] };
            await repository.create({ ...nothingGiven, ...empty, ...said }, act, tx);
          }
        }
        return open.length;
      });
    },

    /** Takes back what was said at once; what somebody has answered since stays as he said it. */
    async takeBack(actor: Actor, inspectionId: string, section: string, write: string): Promise<void> {
      await inTransaction(async (tx) => {
        const items = await locate(actor, inspectionId, section, tx);
        const [at, by] = [clock.now(), authorOf(actor)];
        for (const { stored } of items) {
          if (stored === undefined || stored.write !== write) continue;
          const { outcome: _outcome, ...rest } = stored;
          const earlier = givenAt(stored, stored.version - 1);
          const next = { ...rest, ...earlier, write: `undo-${write}`, by, at };
          await repository.change(stored, next, { at, by, action: 'taken_back' }, tx);
        }
      });
    },
  };
}
