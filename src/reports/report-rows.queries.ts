import { FindingModel } from '../findings/finding.model.js';
import { findingNumber, type Finding } from '../findings/finding.js';
import { InspectionModel } from '../inspections/inspection.model.js';
import type { Inspection } from '../inspections/inspection.js';
import type { FindingRow } from './finding-figures.js';
import type { InspectionRow } from './inspection-figures.js';
import type { Annex } from './report.js';
import { yearMatch, type Ground } from './report-pipelines.js';
import { scopesOf } from './scope.js';

const ROW = {
  ordinal: 1,
  inspectionNumber: 1,
  'authority.id': 1,
  'authority.ancestorIds': 1,
  'unit.id': 1,
  'unit.name': 1,
  sign: 1,
  severity: 1,
  seen: 1,
  mustDo: 1,
  responsiblePost: 1,
  concludedOn: 1,
  dueOn: 1,
  remediedOn: 1,
  closedOn: 1,
  'remediations.at': 1,
  'remediations.verification.at': 1,
} as const;

function findingRow(document: Finding & { _id: string }, unitId: string): FindingRow {
  const { _id, unit, sign, severity, seen, mustDo, responsiblePost, dueOn, remediedOn, closedOn } = document;
  return {
    id: _id,
    number: findingNumber(document),
    unit: unit.name,
    sign,
    severity,
    seen,
    mustDo,
    responsiblePost,
    concludedOn: document.concludedOn ?? '',
    dueOn,
    ...(remediedOn === undefined ? {} : { remediedOn }),
    ...(closedOn === undefined ? {} : { closedOn }),
    scopes: scopesOf(document, unitId),
    reports: document.remediations.map(({ at, verification }) => ({
      at,
      ...(verification === undefined ? {} : { verifiedAt: verification.at }),
    })),
  };
}

export async function findingRows(match: Record<string, unknown>, { unitId }: Ground, sort: object) {
  const found = await FindingModel.find(match, ROW)
    .sort(sort as Record<string, 1>)
    .lean();
  return found.map((document) => findingRow(document as never, unitId));
}

type Listed = Inspection & { _id: string };

/** The rows behind the year's figures, in the order of their days. */
export async function readAnnex(ground: Ground): Promise<Annex> {
  const shown = { history: 0, team: 0, conclusion: 0, readers: 0 };
  const [inspections, findings] = await Promise.all([
    InspectionModel.find(yearMatch(ground, 'openedOn'), shown).sort({ openedOn: 1, _id: 1 }).lean(),
    findingRows(yearMatch(ground, 'concludedOn'), ground, { concludedOn: 1, _id: 1 }),
  ]);
  const rows = (inspections as unknown as Listed[]).map(
    ({ _id, number, mode, kind, topic, openedOn, authority, unit }): InspectionRow => ({
      id: _id,
      number: number ?? '',
      mode,
      kind,
      topic,
      openedOn: openedOn ?? '',
      authority: authority.name,
      unit: unit.name,
      scopes: scopesOf({ authority, unit }, ground.unitId),
    }),
  );
  return { inspections: rows, findings };
}
