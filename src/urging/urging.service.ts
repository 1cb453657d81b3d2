import type { InTransaction } from '../database/connect.js';
import type { DocumentIssueService } from '../documents/document-issue.service.js';
import type { DocumentsService } from '../documents/documents.service.js';
import { unwatched, type Hand } from '../errands/errand.js';
import type { Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Limits } from '../settings/limits.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { Invalid, NotFound, refuse, Stale, type FieldError } from '../shared/errors.js';
import type { Key } from '../shared/paging.js';
import type { LateCaseFilter } from './late-case-filter.js';
import type { LateCase, LateCaseQueries, UrgingLetter } from './late-cases.queries.js';
import { letterId, type LettersInput, type Numbering } from './urging.form.js';

export type UrgingDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  documents: Pick<DocumentsService, 'drawUp' | 'write'>;
  documentIssue: Pick<DocumentIssueService, 'giveNumber'>;
  lateCases: LateCaseQueries;
  limitsOn: (day: Day) => Promise<Limits<'urging'>>;
};

/** A letter that waits for its number, with its case. */
export type WaitingLetter = { letter: UrgingLetter; of: LateCase };

const EVERY: LateCaseFilter = { view: 'all' };
/** After so many letters it is said how far the work is. */
const TELL_EACH = 10;

/** Whose letters these are, for the rules of permission. */
const own = (actor: Actor) => ({
  preparerId: '',
  approverId: '',
  teamIds: [],
  authorityId: actor.post.unitId,
  unitId: '',
});

/** Letters that urge units which are late: one for each case, for as many as are chosen, in one go. */
export function urgingService(deps: UrgingDeps) {
  const { clock, documents, documentIssue, lateCases } = deps;
  const today = (): Day => dayOf(clock.now());
  const limits = () => deps.limitsOn(today());
  const assertWrites = (actor: Actor) => assertAllowed(actor, 'document.draw_up', own(actor));

  /** Those of these cases that are late, without those that a letter waits for; and how many a letter waits for. */
  async function chosen(
    actor: Actor,
    ids: readonly string[],
  ): Promise<{ cases: LateCase[]; waiting: number }> {
    assertWrites(actor);
    const [late, letters] = await Promise.all([
      lateCases.some(actor, EVERY, today(), { most: ids.length, ids }),
      lateCases.unnumbered(actor),
    ]);
    const waiting = new Set(letters.map(({ inspectionId }) => inspectionId));
    const cases = late.filter(({ id }) => !waiting.has(id));
    return { cases, waiting: late.length - cases.length };
  }

  /** One letter; undefined when its case needs none any more. */
  async function write(actor: Actor, inspectionId: string, { batch, request }: LettersInput) {
    const id = letterId(batch, inspectionId);
    const letter = await documents
      .drawUp(actor, inspectionId, { id, kind: 'urging', cites: '' })
      .catch(passOver);
    if (letter === undefined || letter.number !== undefined || letter.fields['request'] === request)
      return letter;
    return request === ''
      ? letter
      : documents.write(actor, letter.id, { version: letter.version, fields: { request } });
  }

  return {
    limits,
    chosen,
    /** For what is read while it is sent: a refusal in the middle would come too late. */
    assertWrites,

    async page(actor: Actor, filter: LateCaseFilter, key: Key | undefined) {
      assertWrites(actor);
      return lateCases.page(actor, filter, today(), key);
    },

    count: (actor: Actor, filter: LateCaseFilter) => lateCases.count(actor, filter, today()),

    /** The ids of all that a filter holds; refused when it is more than one goes through in one go. */
    async allOf(actor: Actor, filter: LateCaseFilter): Promise<string[]> {
      assertWrites(actor);
      const { most } = await limits();
      const found = await lateCases.some(actor, filter, today(), { most: most + 1 });
      if (found.length > most) refuse('cases', 'urging:errors.tooMany', { most });
      return found.map(({ id }) => id);
    },

    /** Letters of late cases that have no number yet, the oldest first. */
    async waiting(actor: Actor): Promise<WaitingLetter[]> {
      assertWrites(actor);
      const letters = await lateCases.unnumbered(actor);
      const ids = letters.map(({ inspectionId }) => inspectionId);
      const late = await lateCases.some(actor, EVERY, today(), { most: ids.length, ids });
      const cases = new Map(late.map((one) => [one.id, one]));
      return letters.flatMap((letter) => {
        const of = cases.get(letter.inspectionId);
        return of === undefined ? [] : [{ letter, of }];
      });
    },

    /**
     * Draws up a letter for each case. One that is no longer late, or got a letter meanwhile that waits, is passed over;
     * answers how many were made. Done again by the same input, it makes the same letters.
     */
    async drawUp(actor: Actor, input: LettersInput, hand: Hand = unwatched): Promise<number> {
      assertWrites(actor);
      const late = await lateCases.some(actor, EVERY, today(), {
        most: input.cases.length,
        ids: input.cases,
      });
      const letters = await lateCases.unnumbered(actor);
      const others = new Set(
        letters
          .filter(({ id, inspectionId }) => id !== letterId(input.batch, inspectionId))
          .map(({ inspectionId }) => inspectionId),
      );
      const wanted = late.filter(({ id }) => !others.has(id));
      let made = 0;
      for (const [at, { id }] of wanted.entries()) {
        if (at % TELL_EACH === 0) await hand.tell('letters', at, wanted.length);
        if ((await write(actor, id, input)) !== undefined) made += 1;
      }
      await deps.inTransaction((tx) => hand.end(tx));
      return made;
    },

    /** Enters the numbers of several letters. What can be entered is; what cannot is said beside its field. */
    async giveNumbers(actor: Actor, numbers: readonly Numbering[]): Promise<number> {
      const errors: FieldError[] = [];
      for (const { id, input } of numbers) {
        try {
          await documentIssue.giveNumber(actor, id, input);
        } catch (error) {
          if (error instanceof Invalid)
            errors.push(
              ...error.errors.map((one) => ({
                ...one,
                field: one.field === 'datedOn' ? 'datedOn' : `number-${id}`,
              })),
            );
          else if (error instanceof Stale)
            errors.push({ field: `number-${id}`, message: 'urging:errors.changed' });
          else throw error;
        }
      }
      if (errors.length > 0) throw new Invalid(errors);
      return numbers.length;
    },
  };
}
export type UrgingService = ReturnType<typeof urgingService>;

/** A case that was closed or withdrawn from sight while the form was open needs no letter any more. */
function passOver(error: unknown): undefined {
  if (error instanceof Stale || error instanceof NotFound) return undefined;
  throw error;
}
