import type { Services } from '../services.js';
import { Invalid, Stale, type FieldError } from '../shared/errors.js';
import type { Fields } from '../shared/form.js';
import { idOf, type Visit } from '../web/visit.js';
import { readRest } from './rest.form.js';

/**
 * What the form of a section asks besides its items: that the rest is answered at once, or that this is taken back.
 * Gives back what is then said of it; undefined when nothing was asked, or when `sent` now says what is wrong.
 */
export async function answerTogether(
  { restOfSection }: Pick<Services, 'restOfSection'>,
  visit: Visit,
  section: string,
  sent: { errors: FieldError[]; rest: Fields },
): Promise<string | undefined> {
  const { together, takeBack } = visit.fields;
  try {
    if (typeof takeBack === 'string') {
      await restOfSection.takeBack(visit.actor, idOf(visit), section, takeBack);
      return 'answers:rest.takenBack';
    }
    if (together !== 'yes') return undefined;
    await restOfSection.mark(visit.actor, idOf(visit), section, readRest(visit.fields));
    return 'answers:rest.done';
  } catch (error) {
    if (error instanceof Invalid) sent.errors.push(...error.errors);
    else if (error instanceof Stale) sent.errors.push({ field: 'reason', message: 'answers:closed' });
    else throw error;
    sent.rest = visit.fields;
    return undefined;
  }
}
