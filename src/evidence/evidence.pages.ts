import { custodianIn } from '../custody/custody.pages.js';
import type { Services } from '../services.js';
import { Forbidden, NotFound } from '../shared/errors.js';
import { idOf, page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { rangeOf } from './byte-range.js';
import { signFor } from './picture-sign.js';
import { mayDate, mayMask } from './evidence-access.js';
import { attachmentHeaders, copyHeaders, playedHeaders } from './evidence.presenter.js';
import { presentFile, presentMaskForm, presentTimesForm, type FileFacts } from './file-page.presenter.js';
import { isPlayed, type PictureSize } from './picture-types.js';

/** The pages of a file, and what they show of it. */
export function evidencePages({ evidence, pictures, fileNotes, custody, opening, withdrawals }: Services) {
  async function factsOf(visit: Visit): Promise<FileFacts> {
    const found = await evidence.locate(visit.actor, idOf(visit));
    const [known, note, state, decision, mayWithdraw] = await Promise.all([
      pictures.known(found.item),
      fileNotes.of(found.item.id),
      opening.stateOf(found.item),
      opening.decisionOn(found.item.id),
      withdrawals.may(visit.actor, found),
    ]);
    return {
      ...found,
      note,
      camera: known?.camera ?? {},
      readable: known?.state === 'made',
      state,
      decision,
      // There is nothing left to take back.
      mayWithdraw: mayWithdraw && state !== 'disposed',
    };
  }

  return {
    async take(visit: Visit): Promise<Answer> {
      const taken = await evidence.take(visit.actor, idOf(visit));
      // Kept before the first byte leaves.
      await custody.note([{ ...custodianIn(visit), fileId: taken.item.id, act: 'downloaded' }]);
      return 'copy' in taken
        ? { kind: 'file', body: taken.copy.data, headers: attachmentHeaders(taken.item, taken.copy) }
        : { kind: 'file', body: taken.body, headers: attachmentHeaders(taken.item) };
    },

    copy:
      (size: PictureSize) =>
      async (visit: Visit): Promise<Answer> => {
        const copy = await evidence
          .copy(visit.actor, idOf(visit), size)
          .catch((error: unknown) => signFor(error, visit.t));
        if ('kind' in copy) return copy;
        custody.saw(idOf(visit), custodianIn(visit));
        return { kind: 'file', body: copy.data, headers: copyHeaders(copy) };
      },

    /** Sound and moving pictures, in the parts that a player asks for. */
    async play(visit: Visit): Promise<Answer> {
      const { item } = await evidence.locate(visit.actor, idOf(visit));
      if (!isPlayed(item.type)) throw new NotFound(`nothing to play in ${item.id}`);
      const range = rangeOf(visit.range ?? '', item.size);
      const headers = playedHeaders(item, range);
      if (range === 'none') return { kind: 'file', body: Buffer.alloc(0), headers, status: 416 };
      const body = await evidence.part(visit.actor, item, range);
      custody.saw(item.id, custodianIn(visit));
      return { kind: 'file', body, headers, status: range === undefined ? 200 : 206 };
    },

    show: async (visit: Visit): Promise<Answer> =>
      page('evidence/show', presentFile(await factsOf(visit), visit)),

    async mask(visit: Visit, form: FormState): Promise<Answer> {
      const facts = await factsOf(visit);
      if (!mayMask(visit.actor, facts) || !facts.readable || facts.state !== 'clean')
        throw new Forbidden('nothing to mask');
      return page('evidence/mask', presentMaskForm(form, facts, visit));
    },

    async times(visit: Visit, form: FormState): Promise<Answer> {
      const facts = await factsOf(visit);
      if (!mayDate(visit.actor, facts)) throw new Forbidden('this person may not say when it was taken');
      return page('evidence/change', presentTimesForm(form, facts, visit));
    },
  };
}
