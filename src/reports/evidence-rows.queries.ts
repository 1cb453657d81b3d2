import { FindingModel } from '../findings/finding.model.js';
import { evidenceRowsOf, type EvidenceRow, type Proven } from './evidence-rows.js';
import { readable, type Ground } from './report-pipelines.js';
import { byDay } from './report-rows.queries.js';
import { PARTY_FIELDS } from './scope.js';

const FIELDS = {
  inspectionId: 1,
  inspectionNumber: 1,
  ...PARTY_FIELDS,
  'unit.name': 1,
  concludedOn: 1,
  'evidence.sha256': 1,
  'evidence.purpose': 1,
  'evidence.withdrawn': 1,
} as const;

/**
 * What the cases concluded in the period rest on, in the order of their conclusion. Those concluded earlier stand in
 * the reports of their time, so that the list stays short.
 */
export async function evidenceRows(ground: Ground): Promise<EvidenceRow[]> {
  const { from, to } = ground.period;
  const match = {
    ...readable(ground),
    concludedOn: { $gte: from, $lte: to },
    'evidence.0': { $exists: true },
  };
  const found = (await FindingModel.find(match, FIELDS).lean()) as unknown as Proven[];
  return evidenceRowsOf(found, ground.unitIds).sort(byDay('concludedOn'));
}
