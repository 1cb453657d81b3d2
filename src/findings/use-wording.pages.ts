import type { Services } from '../services.js';
import { dayOf, printDay } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import type { UnitSnapshot } from '../units/unit.js';
import type { FormState, Visit } from '../web/visit.js';
import { withWording } from './use-wording.js';

/** The form of a finding with the wording that was chosen put in, when that was asked for. */
export async function wordingUsed(
  { wordings }: Pick<Services, 'wordings'>,
  visit: Visit,
  form: FormState,
  unit: UnitSnapshot,
): Promise<FormState> {
  if (visit.fields['use'] !== 'wording') return form;
  const wording = (await wordings.offered()).find(({ id }) => id === form.values['wording']);
  if (wording === undefined) return form;
  const { language } = visit;
  const known = { unit: inLanguage(unit.name, language), day: printDay(dayOf(visit.now), language) };
  return { ...form, values: withWording(form.values, wording, known, language) };
}
