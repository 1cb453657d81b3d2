import { itemsIn, type ChecklistSection } from '../checklists/checklist.js';
import type { Finding } from '../findings/finding.js';
import { numberOf } from '../inspections/inspection-words.js';
import type { FieldError } from '../shared/errors.js';
import type { Fields } from '../shared/form.js';
import { inLanguage, type Translate } from '../shared/language.js';
import type { Page, Upload, Visit } from '../web/visit.js';
import { uploadsOf } from './answer.form.js';
import { presentItem, presentItemForm, type Conflict, type Reader } from './item.presenter.js';
import { presentRest } from './rest.presenter.js';
import type { Reading } from './sheets.service.js';
import { tallyOf } from './tally.js';

export type SectionContext = {
  findings: Finding[];
  mayAnswer: boolean;
  mayRecord: boolean;
  /** What was sent and could not be taken, by item; of the others what is stored is shown. */
  typed: Map<string, Fields>;
  errors: FieldError[];
  conflicts: Map<string, Conflict>;
  /** What was typed to answer the rest at once. */
  rest: Fields;
  /** Files that have arrived and belong to no answer yet. */
  uploads: Upload[];
};

/** "14/60", and how full the bar is. */
export function presentProgress({ sections, answers }: Reading, t: Translate) {
  const { answered, items } = tallyOf(itemsIn(sections), answers);
  return {
    text: t('answers:progress', { answered, items }),
    answered: String(answered),
    items: String(items),
  };
}

/** The sections as links, each with how many of its items have an answer. */
const presentSectionTabs = ({ inspection, sections, answers }: Reading, current: string, t: Translate) => ({
  label: t('answers:sections'),
  tabs: sections.map((section) => {
    const { answered, items } = tallyOf(section.items, answers);
    return {
      href: `/inspections/${inspection.id}/checklist/${section.code}`,
      label: t('answers:part', { code: section.code }),
      count: `${answered}/${items}`,
      current: section.code === current,
    };
  }),
});

/** Where one goes from a section: the next one, or the overview after the last. */
export function afterSection({ inspection, sections }: Reading, code: string): string {
  const next = sections[sections.findIndex((section) => section.code === code) + 1];
  return `/inspections/${inspection.id}/checklist${next === undefined ? '' : `/${next.code}`}`;
}

const errorsOf = (errors: FieldError[], conflicts: SectionContext['conflicts'], t: Translate) => {
  const lines = [
    ...[...conflicts.keys()].map((code) => ({
      href: `#item-${code}`,
      text: t('answers:conflictIn', { code }),
    })),
    ...errors.map(({ field, message, values }) => ({
      href: `#${field.startsWith('photo-') ? field.replace('photo', 'files') : field}`,
      text: [/^\w+-(\w+)/.exec(field)?.[1] ?? [], t(message, values)].flat().join(': '),
    })),
  ];
  return lines.length === 0 ? null : lines;
};

/** One section of the checklist of a case, to answer or to read. */
export function presentSection(
  reading: Reading,
  section: ChecklistSection,
  context: SectionContext,
  visit: Visit,
): Page {
  const { inspection, answers } = reading;
  const { t, language, now } = visit;
  const reader: Reader = { t, language, now };
  const { findings, mayRecord, typed, errors, conflicts, rest: sentRest, uploads } = context;
  const day = inspection.openedOn ?? inspection.plannedFrom;
  const contextOf = (code: string) => ({
    inspectionId: inspection.id,
    day,
    answer: answers.get(code),
    findings,
    mayRecord,
  });
  const here = `/inspections/${inspection.id}/checklist`;
  const next = reading.sections[reading.sections.indexOf(section) + 1];
  return {
    title: `${section.code}. ${inLanguage(section.title, language)}`,
    back: { href: here, label: t('answers:back', { number: numberOf(inspection, t) }) },
    caption: inLanguage(inspection.unit.name, language),
    errors: errorsOf(errors, conflicts, t),
    progress: presentProgress(reading, t),
    tabs: presentSectionTabs(reading, section.code, t),
    action: `${here}/${section.code}`,
    person: visit.actor.personId,
    inspection: inspection.id,
    answering: context.mayAnswer,
    items: section.items.map((item) =>
      context.mayAnswer
        ? presentItemForm(
            item,
            contextOf(item.code),
            {
              typed: typed.get(item.code) ?? null,
              errors,
              conflict: conflicts.get(item.code) ?? null,
              uploads: uploadsOf(item.code, uploads),
            },
            reader,
          )
        : presentItem(item, contextOf(item.code), reader),
    ),
    rest: context.mayAnswer ? presentRest(section, answers, { values: sentRest, errors }, reader) : null,
    next: next === undefined ? t('answers:toOverview') : t('answers:toNext', { code: next.code }),
    following: {
      href: afterSection(reading, section.code),
      label: next === undefined ? t('answers:backToOverview') : t('answers:part', { code: next.code }),
    },
  };
}
