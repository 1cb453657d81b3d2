import type { CalendarService } from './calendar/calendar.service.js';
import { inTransaction } from './database/connect.js';
import type { EvidenceService } from './evidence/evidence.service.js';
import { countedOtherwise } from './extensions/differing.queries.js';
import { extensionsService } from './extensions/extensions.service.js';
import { movesService } from './extensions/moves.service.js';
import type { FindingsRepository } from './findings/findings.repository.js';
import type { Recount } from './findings/recount.js';
import type { PeopleService } from './people/people.service.js';
import { needsHead } from './remediation/confirming.js';
import type { SettingsService } from './settings/settings.service.js';
import type { Clock } from './shared/clock.js';
import { dayOf } from './shared/dates.js';

type Parts = {
  clock: Clock;
  calendar: CalendarService;
  settings: SettingsService;
  people: PeopleService;
  findings: FindingsRepository;
  recount: Recount;
  keepFiles: EvidenceService['keep'];
};

/** The parts that may move a due date: on request of the unit, or because a calendar was corrected. */
export function deadlineServices({ calendar, settings, people, keepFiles, ...parts }: Parts) {
  const { calendars } = calendar;
  return {
    extensions: extensionsService({
      ...parts,
      inTransaction,
      calendars,
      limitsOn: (day) => settings.limits('extension', day),
      keepFiles,
      namesHead: async (unitId) => {
        const rule = await settings.limits('remediation', dayOf(parts.clock.now()));
        return needsHead(rule, await people.officersOf(unitId));
      },
    }),
    moves: movesService({ ...parts, inTransaction, calendars, countedOtherwise }),
  };
}
