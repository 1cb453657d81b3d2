import { itemsIn } from '../checklists/checklist.js';
import { postOf } from '../policies/actor.js';
import type { Inspection } from '../inspections/inspection.js';
import { numberOf, presentCaseFacts } from '../inspections/inspection-words.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import { link } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { ChecklistRecord } from '../checklists/checklist.js';
import { outcomes, type AnswerView } from './answer.js';
import { printWhen } from './item.presenter.js';
import { presentProgress } from './section.presenter.js';
import type { Sheet } from './sheet.js';
import type { Reading } from './sheets.service.js';
import { tallyOf, unansweredIn, type Tally } from './tally.js';

const figuresOf = (tally: Tally) => outcomes.map((outcome) => String(tally[outcome]));

const rateOf = ({ rate }: Tally): string => (rate === undefined ? '–' : `${rate} %`);

/** The numbers of a checklist by section, for its own page and that of the case. */
export function presentResult(reading: Reading, { t, language }: { t: Translate; language: Language }) {
  const { inspection, sections, answers } = reading;
  const whole = reading.sheet.result ?? tallyOf(itemsIn(sections), answers);
  return {
    caption: t('answers:result'),
    columns: [...outcomes.map((outcome) => t(`answers:outcome.${outcome}`)), t('answers:rate')],
    rows: sections.map((section) => {
      const tally = tallyOf(section.items, answers);
      return {
        href: `/inspections/${inspection.id}/checklist/${section.code}`,
        label: `${section.code}. ${inLanguage(section.title, language)}`,
        answered: t('answers:progressShort', { answered: tally.answered, items: tally.items }),
        values: [...figuresOf(tally), rateOf(tally)],
      };
    }),
    total: {
      label: t('answers:total'),
      answered: t('answers:progressShort', { answered: whole.answered, items: whole.items }),
      values: [...figuresOf(whole), rateOf(whole)],
    },
    note: t(reading.sheet.result === undefined ? 'answers:rateNote' : 'answers:fixedNote'),
  };
}

const lastOf = (answers: Iterable<AnswerView>): AnswerView | undefined =>
  [...answers].sort((a, b) => b.at.getTime() - a.at.getTime())[0];

/** The checklist of a case: how far it is, what is open, its result. */
export function presentSheet(
  reading: Reading,
  { mayAnswer, mayChoose }: { mayAnswer: boolean; mayChoose: boolean },
  visit: Visit,
): Page {
  const { inspection, sections, answers, record } = reading;
  const { t, language } = visit;
  const here = `/inspections/${inspection.id}/checklist`;
  const [open] = unansweredIn(sections, answers);
  const last = lastOf(answers.values());
  const more = [
    ...(mayChoose ? [link(t('answers:chooseSections'), `${here}/choice`)] : []),
    link(t('answers:paper.print'), `${here}.pdf?language=${language}`),
  ];
  const goOn =
    open === undefined
      ? []
      : [link(t('answers:goOn'), `${here}/${open.section.code}#item-${open.codes[0] ?? ''}`)];
  return {
    title: t('answers:title'),
    back: { href: `/inspections/${inspection.id}`, label: numberOf(inspection, t) },
    facts: presentCaseFacts(inspection, null, language, t),
    actions: { main: (mayAnswer ? goOn[0] : undefined) ?? null, more, blocked: [] },
    progress: presentProgress(reading, t),
    last:
      last === undefined
        ? ''
        : t('answers:lastSaved', {
            at: printWhen(last.at, visit),
            name: `${last.by.name}, ${postOf(last.by, language)}`,
          }),
    version: t('answers:byVersion', { number: record.number }),
    result: presentResult(reading, visit),
  };
}

/** What the page of a case shows of its checklist; null when there is none and none may be chosen. */
export function presentCaseChecklist(
  inspection: Inspection,
  reading: Reading | undefined,
  mayChoose: boolean,
  visit: Visit,
) {
  const { t } = visit;
  const here = `/inspections/${inspection.id}/checklist`;
  if (reading === undefined && !mayChoose) return null;
  if (reading === undefined) {
    const action = { href: `${here}/choice`, label: t('answers:chooseSections') };
    return {
      none: { title: t('answers:noSheet'), text: t('answers:noSheetText'), action },
      count: null,
      progress: null,
      result: null,
      link: null,
    };
  }
  const result = presentResult(reading, visit);
  return {
    none: null,
    count: result.total.answered,
    progress: presentProgress(reading, t),
    result,
    link: { href: here, label: t('answers:open') },
  };
}

export type CaseChecklist = NonNullable<ReturnType<typeof presentCaseChecklist>>;

/** The form in which the sections are chosen; at first all of them are. */
export function presentChoice(
  form: FormState,
  {
    inspection,
    record,
    sheet,
  }: { inspection: Inspection; record: ChecklistRecord; sheet: Sheet | undefined },
  visit: Visit,
): Page {
  const { t, language } = visit;
  const here = `/inspections/${inspection.id}`;
  const chosen = sheet?.sections ?? record.sections.map(({ code }) => code);
  const values = Object.keys(form.values).length > 0 ? form.values : { sections: chosen };
  const field = fieldMaker(t, values, form.errors);
  return {
    title: t('answers:chooseSections'),
    back: { href: here, label: numberOf(inspection, t) },
    errors: errorSummary(t, form.errors),
    facts: presentCaseFacts(inspection, null, language, t),
    lead: t('answers:chooseLead', { number: record.number, count: itemsIn(record.sections).length }),
    action: `${here}/checklist/choice`,
    version: String(form.values['version'] ?? sheet?.version ?? 0),
    checklist: String(record.number),
    sections: field('sections', {
      label: 'answers:sections',
      options: record.sections.map((section) => ({
        value: section.code,
        label: `${section.code}. ${inLanguage(section.title, language)}`,
        hint: t('answers:itemCount', { count: section.items.length }),
      })),
    }),
    buttons: {
      label: t('answers:saveChoice'),
      cancel: { href: here, label: t('inspections:act.back') },
      saved: null,
    },
  };
}
