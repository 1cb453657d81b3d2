import { subjectOf, type Inspection } from '../inspections/inspection.js';
import { allowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import type { Visit } from '../web/visit.js';
import { presentCaseChecklist } from './sheet.presenter.js';
import { isChoosable } from './sheet.js';

/** What the page of a case shows of its checklist; null when there is none, or when it is not the reader's to know. */
export async function checklistOf({ sheets }: Services, visit: Visit, inspection: Inspection) {
  const reading = await sheets.ofCase(visit.actor, inspection);
  const may = allowed(visit.actor, 'checklist.choose', subjectOf(inspection)) && isChoosable(inspection);
  return presentCaseChecklist(inspection, reading, may, visit);
}
