import type { Transaction } from '../database/connect.js';
import type { Act } from '../history/event.js';
import type { Inspection } from '../inspections/inspection.js';
import type { InspectionsRepository } from '../inspections/inspections.repository.js';
import { NotFound } from '../shared/errors.js';
import type { FindingsRepository } from './findings.repository.js';
import { tallyOf } from './tally.js';

/**
 * Brings an inspection's numbers of findings up to date, in the transaction that changed a finding. Two findings
 * changed at once both write the inspection, so one of them is retried and the numbers never drift.
 */
export const recounting =
  (inspections: InspectionsRepository, findings: FindingsRepository) =>
  async (inspectionId: string, act: Act, tx: Transaction): Promise<Inspection> => {
    const before = await inspections.get(inspectionId, tx);
    if (before === undefined) throw new NotFound(`inspection ${inspectionId}`);
    const tally = tallyOf(await findings.allOf(inspectionId, tx));
    return inspections.change(before, { ...before, findings: tally }, act, tx);
  };
export type Recount = ReturnType<typeof recounting>;
