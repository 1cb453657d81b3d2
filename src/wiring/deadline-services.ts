import { batchesRepository } from '../batches/batches.repository.js';
import { batchesService } from '../batches/batches.service.js';
import type { CalendarService } from '../calendar/calendar.service.js';
import { inTransaction } from '../database/connect.js';
import type { EvidenceService } from '../evidence/evidence.service.js';
import { runningTerms } from '../extensions/case-terms.queries.js';
import { countedOtherwise } from '../extensions/differing.queries.js';
import { extensionsService } from '../extensions/extensions.service.js';
import { movesService } from '../extensions/moves.service.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import type { Recount } from '../findings/recount.js';
import type { NoticesService } from '../notices/notices.service.js';
import type { PeopleService } from '../people/people.service.js';
import { needsHead } from '../remediation/confirming.js';
import type { SettingsService } from '../settings/settings.service.js';
import type { VerifiersService } from '../verifiers/verifiers.service.js';
import type { Clock } from '../shared/clock.js';
import { dayOf } from '../shared/dates.js';

type Parts = {
  clock: Clock;
  calendar: CalendarService;
  settings: SettingsService;
  people: PeopleService;
  findings: FindingsRepository;
  recount: Recount;
  keepFiles: EvidenceService['keep'];
  notices: NoticesService;
  verifiers: VerifiersService;
};

/** The parts that may move a due date: on request of the unit, because a calendar was corrected, or for many at once. */
export function deadlineServices({ calendar, settings, people, keepFiles, notices, ...parts }: Parts) {
  const { calendars } = calendar;
  const extensions = extensionsService({
    ...parts,
    inTransaction,
    calendars,
    limitsOn: (day) => settings.limits('extension', day),
    keepFiles,
    namesHead: async (unitId) => {
      const rule = await settings.limits('remediation', dayOf(parts.clock.now()));
      return needsHead(rule, await people.officersOf(unitId));
    },
  });
  return {
    extensions,
    batches: batchesService({
      ...parts,
      inTransaction,
      repository: batchesRepository,
      rulesFor: extensions.rulesFor,
      limitsOn: (day) => settings.limits('batches', day),
      post: notices.post,
    }),
    moves: movesService({ ...parts, inTransaction, calendars, countedOtherwise, runningTerms }),
  };
}
