import type { CustodyService } from '../custody/custody.service.js';
import { placesOfFiles } from '../custody/places.queries.js';
import { inTransaction } from '../database/connect.js';
import type { EvidenceService } from '../evidence/evidence.service.js';
import type { InspectionsService } from '../inspections/inspections.service.js';
import type { Clock } from '../shared/clock.js';
import { fileHolders } from '../withdrawals/file-holders.repository.js';
import { withdrawalsService } from '../withdrawals/withdrawals.service.js';

type Cases = { evidence: EvidenceService; custody: CustodyService; inspections: InspectionsService };

/** The part that takes files back. */
export const withdrawalServices = (clock: Clock, { evidence, custody, inspections }: Cases) =>
  withdrawalsService({
    clock,
    inTransaction,
    holders: fileHolders,
    locate: evidence.locate,
    places: placesOfFiles,
    load: inspections.load,
    noteCustody: custody.note,
  });
