import { inTransaction } from '../database/connect.js';
import { invitationsRepository } from '../invitations/invitations.repository.js';
import { invitationsService } from '../invitations/invitations.service.js';
import { hashPassword } from '../people/hashing.js';
import { peopleRepository } from '../people/people.repository.js';
import type { SettingsService } from '../settings/settings.service.js';
import type { Clock } from '../shared/clock.js';
import type { UnitsService } from '../units/units.service.js';

type Parts = { clock: Clock; units: UnitsService; settings: SettingsService };

/** The part that lets unit officers in who have no account. */
export const invitationServices = ({ clock, units, settings }: Parts) =>
  invitationsService({
    clock,
    inTransaction,
    repository: invitationsRepository,
    people: peopleRepository,
    hashPassword,
    resolveUnit: units.resolve,
    findUnit: units.find,
    daysOn: async (day) => (await settings.limits('invitation', day)).days,
  });
