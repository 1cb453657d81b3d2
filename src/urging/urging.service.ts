import type { DocumentIssueService } from '../documents/document-issue.service.js';
import type { DocumentsService } from '../documents/documents.service.js';
import type { Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { Invalid, NotFound, Stale, type FieldError } from '../shared/errors.js';
import type { LateCase, UrgingLetter } from './late-cases.queries.js';
import { letterId, type Numbering } from './urging.form.js';

export type UrgingDeps = {
  clock: Clock;
  documents: Pick<DocumentsService, 'drawUp' | 'write'>;
  documentIssue: Pick<DocumentIssueService, 'giveNumber'>;
  lateCases: (actor: Actor, today: Day) => Promise<LateCase[]>;
};

/** Whose letters these are, for the rules of permission. */
const own = (actor: Actor) => ({
  preparerId: '',
  approverId: '',
  teamIds: [],
  authorityId: actor.post.unitId,
  unitId: '',
});
const isDraft = ({ number }: UrgingLetter): boolean => number === undefined;

/** Letters that urge units which are late: one for each case, for as many as are chosen, in one go. */
export function urgingService({ clock, documents, documentIssue, lateCases }: UrgingDeps) {
  async function list(actor: Actor): Promise<LateCase[]> {
    assertAllowed(actor, 'document.draw_up', own(actor));
    return lateCases(actor, dayOf(clock.now()));
  }

  return {
    list,

    /** Letters of late cases that have no number yet, the oldest first. */
    drafts: async (actor: Actor): Promise<{ letter: UrgingLetter; of: LateCase }[]> =>
      (await list(actor)).flatMap((of) => of.letters.filter(isDraft).map((letter) => ({ letter, of }))),

    /** Draws up a letter for each case. A case that is no longer late is passed over; answers how many were made. */
    async drawUp(actor: Actor, input: { batch: string; cases: string[]; request: string }): Promise<number> {
      const late = new Set((await list(actor)).map(({ inspectionId }) => inspectionId));
      let made = 0;
      for (const inspectionId of new Set(input.cases)) {
        if (!late.has(inspectionId)) continue;
        const letter = await documents
          .drawUp(actor, inspectionId, { id: letterId(input.batch, inspectionId), kind: 'urging', cites: '' })
          .catch(passOver);
        if (letter === undefined) continue;
        made += 1;
        if (input.request !== '' && letter.fields['request'] !== input.request && letter.number === undefined)
          await documents.write(actor, letter.id, {
            version: letter.version,
            fields: { request: input.request },
          });
      }
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

/** A case that was closed or withdrawn from sight while the form was open needs no letter any more. */
function passOver(error: unknown): undefined {
  if (error instanceof Stale || error instanceof NotFound) return undefined;
  throw error;
}
