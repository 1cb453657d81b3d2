import { isUnitsTurn } from '../findings/at-once.js';
import type { Finding } from '../findings/finding.js';
import type { Services } from '../services.js';
import { lettersUrging } from '../urging/letters.pages.js';
import type { Visit } from '../web/visit.js';
import { presentReminders } from './reminders.presenter.js';

/** What was done so that a finding is not forgotten, for its page. */
export async function remindersFor(services: Services, visit: Visit, finding: Finding) {
  const [{ lines, next }, letters] = await Promise.all([
    services.reminders.ofFinding(finding, isUnitsTurn(finding)),
    lettersUrging(services, visit, finding),
  ]);
  return presentReminders(lines, next, visit, letters);
}
