import { findingNumber, type Finding } from '../findings/finding.js';
import { rulingsOn } from '../findings/ruling.js';
import type { Inspection } from '../inspections/inspection.js';
import { sectionOfItem } from './finding-places.js';
import type { FindingRow } from './finding-figures.js';
import type { InspectionRow } from './inspection-figures.js';
import { PARTY_FIELDS, scopesOf } from './scope.js';

/** The fields of a finding and of an inspection that a row of a report needs. */
export const FINDING_ROW = {
  ordinal: 1,
  inspectionNumber: 1,
  ...PARTY_FIELDS,
  'unit.name': 1,
  sign: 1,
  'item.code': 1,
  severity: 1,
  seen: 1,
  mustDo: 1,
  responsiblePost: 1,
  concludedOn: 1,
  dueOn: 1,
  remediedOn: 1,
  closedOn: 1,
  reopenedOn: 1,
  spells: 1,
  'repetition.of.id': 1,
  'ledger.kind': 1,
  'ledger.decision.on': 1,
  'ledger.decision.outcome': 1,
  'failures.outcome': 1,
  'failures.at': 1,
  'remediations.at': 1,
  'remediations.verification.at': 1,
} as const;
export const INSPECTION_ROW = {
  number: 1,
  mode: 1,
  kind: 1,
  topic: 1,
  openedOn: 1,
  ...PARTY_FIELDS,
  'authority.name': 1,
  'unit.name': 1,
} as const;

type Stored<T> = T & { _id: string };

/** A stored finding as a row of a report; days that have not come are left out, but for the conclusion’s. */
export function readFindingRow(document: Stored<Finding>, unitIds: readonly string[]): FindingRow {
  const { _id, unit, sign, severity, seen, mustDo, responsiblePost, dueOn, remediedOn, closedOn } = document;
  const { reopenedOn, spells = [], item } = document;
  return {
    id: _id,
    number: findingNumber(document),
    unit: unit.name,
    sign,
    section: sectionOfItem(item?.code ?? ''),
    severity,
    seen,
    mustDo,
    responsiblePost,
    concludedOn: document.concludedOn ?? '',
    dueOn,
    ...(remediedOn === undefined ? {} : { remediedOn }),
    ...(closedOn === undefined ? {} : { closedOn }),
    ...(reopenedOn === undefined ? {} : { reopenedOn }),
    spells,
    scopes: scopesOf(document, unitIds),
    repeat: (document.repetition?.of?.id ?? '') !== '',
    rulings: rulingsOn(document),
    reports: document.remediations.map(({ at, verification }) => ({
      at,
      ...(verification === undefined ? {} : { verifiedAt: verification.at }),
    })),
  };
}

/** A stored case as a row of a report; one that was never opened has an empty day. */
export function readInspectionRow(document: Stored<Inspection>, unitIds: readonly string[]): InspectionRow {
  const { _id, number, mode, kind, topic, openedOn, authority, unit } = document;
  return {
    id: _id,
    number: number ?? '',
    mode,
    kind,
    topic,
    openedOn: openedOn ?? '',
    authority: authority.name,
    unit: unit.name,
    scopes: scopesOf(document, unitIds),
  };
}
