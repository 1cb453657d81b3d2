import type { ChecklistItem } from '../checklists/checklist.js';
import { sectionIn } from '../checklists/checklist.js';
import type { FieldError } from '../shared/errors.js';
import type { Translate } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import { nothingGiven, type Given } from './answer.js';
import { fieldsOfGiven } from './answer.form.js';
import type { Outcome } from './answers.service.js';
import { presentConflict, presentItem, presentSaved } from './item.presenter.js';
import { presentProgress } from './section.presenter.js';
import type { Reading } from './sheets.service.js';
import { tallyOf } from './tally.js';

/**
 * What the script of the page is told of an answer that it sent: what stands there now, and how far the checklist is.
 * Of a conflict also what differs; nothing was changed then.
 */
export function presentTaken(
  item: ChecklistItem,
  { answer, verdict }: Outcome,
  typed: Given,
  reading: Reading,
  visit: Visit,
): Record<string, unknown> {
  const section = reading.sections.find(({ items }) => items.some(({ code }) => code === item.code));
  const part = sectionIn(reading.sections, section?.code ?? '');
  const context = {
    inspectionId: reading.inspection.id,
    day: reading.inspection.plannedFrom,
    answer,
    findings: [],
    mayRecord: false,
  };
  const tally = tallyOf(part?.items ?? [], reading.answers);
  return {
    state: verdict === 'conflict' ? 'conflict' : 'saved',
    version: answer?.version ?? 0,
    fields: fieldsOfGiven(answer ?? nothingGiven, item),
    saved: presentSaved(answer, visit),
    outcome: answer?.outcome ?? '',
    files: presentItem(item, context, visit).evidence.items,
    progress: presentProgress(reading, visit.t),
    section: { code: section?.code ?? '', count: `${tally.answered}/${tally.items}` },
    conflict:
      verdict === 'conflict' && answer !== undefined
        ? presentConflict({ theirs: answer, yours: typed }, item, visit)
        : null,
  };
}

/** What is wrong with what was sent, field by field. */
export const presentFaults = (errors: FieldError[], t: Translate): Record<string, unknown> => ({
  state: 'invalid',
  errors: errors.map(({ field, message, values }) => ({ field, text: t(message, values) })),
});

/** The case takes no answers any more. */
export const presentClosed = (t: Translate): Record<string, unknown> => ({
  state: 'closed',
  text: t('answers:closed'),
});
