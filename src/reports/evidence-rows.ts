import { concludedEvidence } from '../findings/concluded-evidence.js';
import type { Finding } from '../findings/finding.js';
import { groupsOf } from '../shared/groups.js';
import type { Bilingual } from '../shared/language.js';
import { scopesOf, type Scope } from './scope.js';

/** A case that was concluded in the period, and one hash for the files that its findings were concluded upon. */
export type EvidenceRow = {
  /** Of the inspection. */
  id: string;
  number: string;
  unit: Bilingual;
  concludedOn: string;
  scopes: Scope[];
  files: number;
  hash: string;
};

export type Proven = Pick<
  Finding,
  'inspectionId' | 'inspectionNumber' | 'authority' | 'unit' | 'concludedOn' | 'evidence'
>;

/** A row for each case of these findings that rests on files. */
export const evidenceRowsOf = (found: readonly Proven[], unitIds: readonly string[]): EvidenceRow[] =>
  [...groupsOf(found, ({ inspectionId }) => inspectionId)].flatMap(([id, findings]) => {
    const [first] = findings;
    const evidence = concludedEvidence(findings);
    if (first === undefined || evidence === undefined) return [];
    const { inspectionNumber: number, unit, concludedOn = '' } = first;
    return [{ id, number, unit: unit.name, concludedOn, scopes: scopesOf(first, unitIds), ...evidence }];
  });
