import type { ChecklistRecord, ChecklistSection } from '../checklists/checklist.js';
import type { Journaled } from '../history/event.js';
import { isDisclosed, namedOn, type Inspection } from '../inspections/inspection.js';
import { inspects } from '../inspections/disclosure.js';
import type { Actor } from '../policies/actor.js';
import type { Tally } from './tally.js';

/** Which version of the checklist, and which sections of it, a case is checked by. */
export type Sheet = Journaled & {
  inspectionId: string;
  checklist: number;
  sections: string[];
  /** The numbers as they stood when the case was concluded. */
  result?: Tally;
};

export const sheetId = (inspectionId: string): string => `${inspectionId}-checklist`;

/** The chosen sections in the order of the checklist. */
export const sectionsOf = ({ sections }: Sheet, record: ChecklistRecord): ChecklistSection[] =>
  record.sections.filter(({ code }) => sections.includes(code));

/** While the team is on site: from the opening to the minutes or the conclusion. */
export const isAnswerable = ({ state }: Pick<Inspection, 'state'>): boolean => state === 'opened';

/** The choice of sections is made ahead of the visit, and can be widened while it lasts. */
export const isChoosable = ({ state }: Pick<Inspection, 'state'>): boolean =>
  ['prepared', 'approved', 'opened'].includes(state);

/**
 * Who may read the answers: the people named on the case and the authority that inspects, at any time; the unit and
 * those above it only once the conclusion has been delivered to them. Seeing the case itself comes first.
 */
export function mayReadAnswers(actor: Actor, inspection: Inspection): boolean {
  if (namedOn(inspection).includes(actor.personId) || inspects(actor, inspection)) return true;
  return isDisclosed(inspection) && inspection.deliveredOn !== undefined;
}
