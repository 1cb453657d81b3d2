import type { EvidenceItem } from '../findings/finding.js';
import type { Event } from '../history/event.js';
import { inspects } from '../inspections/disclosure.js';
import { isSealed, type Inspection, type Mode, type State } from '../inspections/inspection.js';
import type { DeliveryWay } from '../inspections/step.form.js';
import type { Actor, Author } from '../policies/actor.js';
import type { Subject } from '../policies/policy.js';
import type { Day } from '../shared/dates.js';
import { newId } from '../shared/ids.js';
import { heirIdsOf, type UnitSnapshot } from '../units/unit.js';
import type { DocumentFacts } from './document-facts.js';

export const documentKinds = [
  'decision',
  'notice',
  'outline',
  'minutes',
  'team_report',
  'draft_conclusion',
  'conclusion',
  'correction',
  'urging',
  'reinspection',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

export type KindRule = {
  /** The type's code in a number (Decree 30/2020, Annex III); a letter has none. Undefined: it is never numbered. */
  code?: string;
  /** Issued by the team and signed by its head; else by the office that inspects. */
  ofTeam?: true;
  /** States of the case in which it may be drawn up. */
  from: readonly State[];
  /** Only of visits that are announced. */
  mode?: Mode;
  /** Whether a case may have more than one. */
  several: boolean;
  /** Whether it goes to the unit. */
  toUnit: boolean;
  /** Its delivery is a step of the case itself: time to answer, or the terms, run from it. */
  starts?: 'reply' | 'terms';
  /** What whoever draws it up may write himself; everything else is what was recorded. */
  fields: readonly string[];
};

const BEFORE: readonly State[] = ['prepared', 'approved', 'opened'];
const VISITED: readonly State[] = ['opened', 'minuted', 'answering', 'concluded', 'closed'];
const MINUTED: readonly State[] = ['minuted', 'answering', 'concluded', 'closed'];
const AFTER: readonly State[] = ['concluded', 'closed'];

/** The documents of a case, in the order in which they come about. */
export const kindRules: Record<DocumentKind, KindRule> = {
  decision: { code: 'QĐ', from: BEFORE, several: false, toUnit: true, fields: ['grounds', 'tasks'] },
  notice: {
    code: 'TB',
    from: ['approved'],
    mode: 'scheduled',
    several: false,
    toUnit: true,
    fields: ['meeting', 'preparation'],
  },
  outline: { from: ['approved'], mode: 'scheduled', several: false, toUnit: true, fields: ['points'] },
  minutes: { code: 'BB', ofTeam: true, from: VISITED, several: false, toUnit: true, fields: [] },
  team_report: {
    code: 'BC',
    ofTeam: true,
    from: MINUTED,
    several: false,
    toUnit: false,
    fields: ['assessment', 'proposals'],
  },
  draft_conclusion: {
    from: ['minuted', 'answering'],
    several: false,
    toUnit: true,
    starts: 'reply',
    fields: ['assessment', 'causes'],
  },
  conclusion: {
    code: 'TB',
    from: AFTER,
    several: false,
    toUnit: true,
    starts: 'terms',
    fields: ['causes', 'recommendations'],
  },
  correction: { code: 'TB', from: AFTER, several: true, toUnit: true, fields: ['corrections'] },
  urging: { code: '', from: ['concluded'], several: true, toUnit: true, fields: ['request'] },
  reinspection: { code: 'BB', ofTeam: true, from: AFTER, several: true, toUnit: true, fields: ['course'] },
};

/** That a document reached the unit: recorded by the authority, acknowledged by the unit. */
export type Delivery = { on: Day; how: DeliveryWay; to: string; by: Author; at: Date };

/** A document of a case: what was recorded, as a paper, and what became of that paper. */
export type CaseDocument = {
  id: string;
  version: number;
  inspectionId: string;
  kind: DocumentKind;
  authority: UnitSnapshot;
  unit: UnitSnapshot;
  fields: Record<string, string>;
  /** Given by the clerk after signing (Decree 30/2020, Article 15); never by the product. */
  number?: string;
  /** The day of the document. */
  datedOn?: Day;
  /** What the document was made of when it was numbered or delivered: printed again, it is the same. */
  frozen?: DocumentFacts;
  /** The signed paper. */
  scans: EvidenceItem[];
  delivery?: Delivery;
  /** The unit's acknowledgement of receipt. */
  receipt?: { by: Author; at: Date };
  /** It no longer counts, though its number stays used; what stands in its place says so in `replaces`. */
  annulled?: { on: Day; reason: string; by: Author; at: Date };
  /** The annulled document in whose place this one stands. */
  replaces?: { id: string; number?: string; on?: Day };
  /** The document that a correction corrects. */
  cites?: { id: string; number: string; on: Day };
  drawnUpBy: Author;
  drawnUpAt: Date;
  history: Event[];
};

/** A letter that urges goes to whoever answers for the case now, in the name of whoever runs it now. */
export const answeringNow = <T extends Pick<Inspection, 'authority' | 'unit' | 'heirs'>>(
  kind: DocumentKind,
  inspection: T,
): Pick<T, 'authority' | 'unit'> => ({
  authority: inspection.authority,
  unit: inspection.unit,
  ...(kind === 'urging' ? inspection.heirs : {}),
});

/** A document of a case before anything was written into it. */
export const blankDocument = (
  inspection: Inspection,
  kind: DocumentKind,
  by: Author,
  at: Date,
  id: string = newId(),
) => ({
  id,
  inspectionId: inspection.id,
  kind,
  ...answeringNow(kind, inspection),
  fields: {},
  scans: [],
  drawnUpBy: by,
  drawnUpAt: at,
});

/** A draft may still be written; what was numbered or delivered stands. */
export const isDraft = ({ frozen }: CaseDocument): boolean => frozen === undefined;

/**
 * Whether it may be annulled: a document that was issued. From the delivery of a draft or a conclusion terms run, so
 * that is corrected by another document and never taken back.
 */
export const mayAnnul = ({ frozen, annulled, kind, delivery }: CaseDocument): boolean =>
  frozen !== undefined &&
  annulled === undefined &&
  (kindRules[kind].starts === undefined || delivery === undefined);

/** Whether it counts: what was annulled is kept, shown and never printed without saying so. */
export const counts = ({ annulled }: Pick<CaseDocument, 'annulled'>): boolean => annulled === undefined;

/** Whether one more of a kind may be drawn up now. */
export function mayDrawUp(
  kind: DocumentKind,
  { state, mode }: Pick<Inspection, 'state' | 'mode'>,
  all: readonly Pick<CaseDocument, 'kind' | 'number' | 'annulled'>[],
): boolean {
  const existing = all.filter(counts);
  const rule = kindRules[kind];
  if (!rule.from.includes(state) || (rule.mode !== undefined && rule.mode !== mode)) return false;
  if (kind === 'correction')
    return existing.some((one) => one.kind === 'conclusion' && one.number !== undefined);
  return rule.several || !existing.some((one) => one.kind === kind);
}

/**
 * A document is seen by whoever sees its case; on the side of the inspected unit only once it was delivered, and the
 * team's own report never. Callers have loaded the case within the reader's reach.
 */
export const isShownTo = (
  actor: Actor,
  inspection: Inspection,
  document: Pick<CaseDocument, 'delivery'>,
): boolean =>
  inspects(actor, inspection) ||
  (!isSealed(inspection) && document.delivery !== undefined) ||
  [inspection.preparer, inspection.approver, ...inspection.team].some(
    ({ personId }) => personId === actor.personId,
  );

/** Whose the document is, for the rules of permission: people of the authority, and officers of the unit. */
export const documentSubject = (
  { authority, unit }: Pick<CaseDocument, 'authority' | 'unit'>,
  inspection: Pick<Inspection, 'heirs'>,
): Subject => ({
  preparerId: '',
  approverId: '',
  teamIds: [],
  authorityId: authority.id,
  unitId: unit.id,
  ...heirIdsOf(inspection),
});

/** A number as clerks write it, 5/TB-ĐKT and 05/TB-ĐKT being one: for telling whether it was given before. */
export const plainNumber = (number: string): string =>
  number
    .normalize('NFC')
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/^0+(?=\d)/, '');
