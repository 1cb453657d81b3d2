import type { Errand, Works } from '../errands/errand.js';
import type { ErrandsService } from '../errands/errands.service.js';
import type { Actor } from '../policies/actor.js';
import { readCases, writeCases, type LettersInput } from './urging.form.js';
import type { UrgingService } from './urging.service.js';

/** Does what `askForLetters` has asked for. */
export const urgingWorks = (urging: Pick<UrgingService, 'drawUp'>): Pick<Works, 'letters'> => ({
  letters: async ({ by, input }, hand) => {
    const { batch, cases, request } = input;
    const asked = { batch: String(batch), cases: readCases(String(cases)), request: String(request) };
    await urging.drawUp(by, asked, hand);
  },
});

/** Asks for letters that are too many to be waited for. */
export const askForLetters = (
  errands: Pick<ErrandsService, 'ask'>,
  actor: Actor,
  { batch, cases, request }: LettersInput,
): Promise<Errand> =>
  errands.ask(actor, {
    kind: 'letters',
    subject: batch,
    input: { batch, cases: writeCases(cases), request },
    values: { count: String(cases.length) },
    href: '/urging/letters',
  });
