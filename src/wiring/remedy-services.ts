import { inTransaction } from '../database/connect.js';
import type { PeopleService } from '../people/people.service.js';
import { actionsService } from '../remediation/actions.service.js';
import type { CalendarService } from '../calendar/calendar.service.js';
import type { SignsService } from '../checklists/signs.service.js';
import { failuresService, type FailuresDeps } from '../remediation/failures.service.js';
import { remediationService, type RemediationDeps } from '../remediation/remediation.service.js';
import { remedyStepper, type RemedyStepDeps } from '../remediation/remedy-step.js';
import type { SettingsService } from '../settings/settings.service.js';
import type { NoticesService } from '../notices/notices.service.js';
import { keysOf } from '../policies/visibility.js';
import { verifiersService } from '../verifiers/verifiers.service.js';

type Parts = Omit<RemedyStepDeps, 'inTransaction'> &
  Pick<RemediationDeps, 'keepFiles' | 'hashesOfCopies' | 'noteCustody'> & {
    people: PeopleService;
    settings: SettingsService;
    notices: NoticesService;
  } & Pick<FailuresDeps, 'inspections'> & { signs: SignsService; calendar: CalendarService };

/** What a unit does about findings, and what the team makes of it. */
export function remedyServices(parts: Parts) {
  const { clock, findings, people, settings, keepFiles, hashesOfCopies, noteCustody } = parts;
  const step = remedyStepper({ ...parts, inTransaction });
  const verifiers = verifiersService({
    clock,
    inTransaction,
    findings,
    inspectorsOf: people.inspectorsOf,
    supervisorsOf: people.supervisorsOf,
    teamOf: async (actor, inspectionId) =>
      (await parts.inspections.find(inspectionId, keysOf(actor)))?.team.map(
        ({ duty: _duty, ...one }) => one,
      ) ?? [],
    ruleOn: (day) => settings.limits('remediation', day),
    post: parts.notices.post,
  });
  return {
    verifiers,
    failures: failuresService({
      ...parts,
      step,
      signReference: parts.signs.reference,
      deadline: parts.calendar.deadline,
      ruleOn: (day) => settings.limits('failure', day),
    }),
    remedyActions: actionsService({ step }),
    remediation: remediationService({
      clock,
      step,
      findings,
      keepFiles,
      hashesOfCopies,
      noteCustody,
      officersOf: people.officersOf,
      ruleOn: (day) => settings.limits('remediation', day),
    }),
  };
}
