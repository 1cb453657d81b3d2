import { presentState } from '../findings/finding-row.presenter.js';
import type { Earlier } from '../findings/repetition.js';
import { printDay } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import type { Visit } from '../web/visit.js';

const LONGEST = 160;

/** A finding as the form of a follow-up visit offers it. */
export const presentCheckable = (
  finding: Earlier & { number: string },
  { t, language }: Pick<Visit, 't' | 'language'>,
) => ({
  id: finding.id,
  number: finding.number,
  label: `${finding.number} · ${presentState(finding.state, t).text}`,
  hint: [
    inLanguage(finding.unit.name, language),
    printDay(finding.foundOn, language),
    finding.seen.slice(0, LONGEST),
  ].join(' · '),
});
