import type { Concluded } from './concluded-evidence.js';
import { FindingModel } from './finding.model.js';

/** What was concluded in the case with this number, whoever may see it: for whoever keeps the machine. */
export async function concludedFindings(inspectionNumber: string): Promise<Concluded[]> {
  const match = { inspectionNumber, concludedOn: { $gt: '' } };
  const found = await FindingModel.find(match, { evidence: 1, concludedOn: 1 }).lean();
  return found as unknown as Concluded[];
}
