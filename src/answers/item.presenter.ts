import { basisHolds, type ChecklistItem } from '../checklists/checklist.js';
import { presentKeptFiles } from '../evidence/file-field.presenter.js';
import { presentEvidence } from '../evidence/evidence.presenter.js';
import { findingNumber, type Finding } from '../findings/finding.js';
import { dayOf, printDay, printMoment, type Day } from '../shared/dates.js';
import type { FieldError } from '../shared/errors.js';
import { fieldMaker } from '../shared/fields.js';
import type { Fields } from '../shared/form.js';
import { newId } from '../shared/ids.js';
import { inLanguage, printNumber, type Language, type Translate } from '../shared/language.js';
import { presentTimeline } from '../history/timeline.presenter.js';
import type { Upload } from '../web/visit.js';
import type { TagView, TimelineEvent, Tone } from '../web/parts.js';
import {
  givenAt,
  nothingGiven,
  outcomes,
  type Answer,
  type AnswerView,
  type Given,
  type Outcome,
} from './answer.js';
import { fieldsOfGiven, uploadsOf } from './answer.form.js';

export type Reader = { t: Translate; language: Language; now: Date };

const tones: Record<Outcome, Tone> = {
  met: 'good',
  not_met: 'alarm',
  not_checked: 'amber',
  not_applicable: 'plain',
};

export const presentOutcome = (outcome: Outcome | undefined, t: Translate): TagView | null =>
  outcome === undefined ? null : { text: t(`answers:outcome.${outcome}`), tone: tones[outcome] };

/** 14:02 today, else with its day. */
export const printWhen = (at: Date, { now, language }: Pick<Reader, 'now' | 'language'>): string => {
  const whole = printMoment(at, language);
  return dayOf(at) === dayOf(now) ? whole.slice(0, 5) : whole;
};

/** Who said it and when; only of what is stored. */
export const presentSaved = (answer: AnswerView | undefined, reader: Reader): string =>
  answer === undefined
    ? ''
    : reader.t('answers:saved', { at: printWhen(answer.at, reader), name: answer.by.name });

/** The numbers that were counted, in words: "Có mặt: 18". */
export const printCounts = ({ counts }: Given, item: ChecklistItem, language: Language): string =>
  item.counts
    .filter(({ key }) => counts[key] !== undefined)
    .map(({ key, text }) => `${inLanguage(text, language)}: ${printNumber(counts[key] ?? 0, language)}`)
    .join(' · ');

/** Field by field, what differs between what one has typed and what somebody else has said. */
function differences(yours: Given, theirs: Given, item: ChecklistItem, { t, language }: Reader) {
  const words = (given: Given): Record<string, string> => ({
    outcome: given.outcome === undefined ? t('answers:none') : t(`answers:outcome.${given.outcome}`),
    note: given.note,
    counts: printCounts(given, item, language),
    good: t(given.good ? 'answers:yes' : 'answers:no'),
  });
  const [own, other] = [words(yours), words(theirs)];
  return Object.keys(own)
    .filter((key) => own[key] !== other[key])
    .map((key) => ({ label: t(`answers:field.${key}`), yours: own[key] ?? '', theirs: other[key] ?? '' }));
}

/** The legal basis, and that it does not hold on the day of the visit where that is known. */
export const presentBasis = (item: ChecklistItem, day: Day, { t, language }: Reader) => ({
  text: item.basis,
  warning: basisHolds(item, day)
    ? ''
    : item.basisTo !== undefined && item.basisTo < day
      ? t('answers:basisEnded', { day: printDay(item.basisTo, language) })
      : t('answers:basisNotYet', { day: printDay(item.basisFrom ?? day, language) }),
});

export type ItemContext = {
  inspectionId: string;
  day: Day;
  answer: AnswerView | undefined;
  findings: Finding[];
  mayRecord: boolean;
};

const findingLinks = (findings: Finding[], code: string) =>
  findings
    .filter((finding) => finding.item?.code === code && finding.state !== 'withdrawn')
    .map((finding) => ({ href: `/findings/${finding.id}`, number: findingNumber(finding) }));

/** What every reader of an item sees. */
export function presentItem(item: ChecklistItem, context: ItemContext, reader: Reader) {
  const { answer, findings, inspectionId, day } = context;
  const { t, language } = reader;
  return {
    headed: true,
    code: item.code,
    id: `item-${item.code}`,
    text: inLanguage(item.text, language),
    basis: presentBasis(item, day, reader),
    outcome: presentOutcome(answer?.outcome, t) ?? { text: t('answers:none'), tone: 'plain' as const },
    note: answer?.note ?? '',
    counts: printCounts(answer ?? nothingGiven, item, language),
    good: answer?.good === true ? { text: t('answers:good'), tone: 'good' as const } : null,
    saved: presentSaved(answer, reader),
    evidence: { items: presentEvidence(answer?.evidence ?? [], language, t) },
    findings: findingLinks(findings, item.code),
    history: answer === undefined ? null : `/inspections/${inspectionId}/checklist/items/${item.code}`,
  };
}

/** What somebody else has said, where it is not what the form says. */
export type Conflict = { theirs: AnswerView; yours: Given };

export const presentConflict = ({ theirs, yours }: Conflict, item: ChecklistItem, reader: Reader) => ({
  text: reader.t('answers:conflict', { name: theirs.by.name, at: printWhen(theirs.at, reader) }),
  rows: differences(yours, theirs, item, reader),
  name: `theirs-${item.code}`,
  take: reader.t('answers:takeTheirs', { name: theirs.by.name }),
});

/** What was sent of an item and is not stored yet, and what is wrong with it. */
export type SentItem = {
  typed: Fields | null;
  errors: FieldError[];
  conflict: Conflict | null;
  uploads: Upload[];
};

/** An item to answer: four large answers, a note, numbers and files. */
export function presentItemForm(
  item: ChecklistItem,
  context: ItemContext,
  { typed, errors, conflict, uploads }: SentItem,
  reader: Reader,
) {
  const { code } = item;
  const { t, language } = reader;
  const { answer, inspectionId, mayRecord } = context;
  const values: Fields = typed ?? fieldsOfGiven(answer ?? nothingGiven, item);
  const field = fieldMaker(t, values, errors);
  const chosen = (name: string) => [values[name] ?? ''].flat().at(-1) ?? '';
  const fileErrors = errors.filter(({ field: name }) => [`files-${code}`, `photo-${code}`].includes(name));
  return {
    ...presentItem(item, context, reader),
    version: String(conflict?.theirs.version ?? answer?.version ?? 0),
    write: newId(),
    action: `/inspections/${inspectionId}/checklist/items/${code}`,
    choices: outcomes.map((outcome, index) => ({
      id: index === 0 ? `outcome-${code}` : `outcome-${code}-${outcome}`,
      name: `outcome-${code}`,
      value: outcome,
      label: t(`answers:outcome.${outcome}`),
      chosen: chosen(`outcome-${code}`) === outcome,
    })),
    noteField: field(`note-${code}`, { label: 'answers:field.note', required: false, rows: 2 }),
    countFields: item.counts.map(({ key, text }) => ({
      ...field(`count-${code}-${key}`, {
        label: 'answers:field.counts',
        width: 'govuk-input--width-5',
        inputmode: 'numeric',
      }),
      label: inLanguage(text, language),
    })),
    goodBox: { id: `good-${code}`, name: `good-${code}`, chosen: chosen(`good-${code}`) === 'yes' },
    files: {
      error: fileErrors.map((error) => t(error.message, error.values)).join(' '),
      name: `files-${code}`,
      multiple: false,
      kept: presentKeptFiles(uploadsOf(code, uploads), reader),
      offered: uploads.some(({ isLeft }) => isLeft === true),
    },
    conflict: conflict === null ? null : presentConflict(conflict, item, reader),
    toFinding: mayRecord
      ? {
          href: `/inspections/${inspectionId}/findings/new?item=${code}`,
          shown: answer?.outcome === 'not_met',
        }
      : null,
  };
}

/** What happened to an answer, newest first; each change with what stood there before. */
export function presentAnswerHistory(answer: Answer, item: ChecklistItem, reader: Reader): TimelineEvent[] {
  const { t, language } = reader;
  return presentTimeline(answer.history, language, t).map((event, index) => {
    const version = answer.history.length - index;
    const rows = differences(givenAt(answer, version - 1), givenAt(answer, version), item, reader);
    return {
      ...event,
      changes: rows.map(({ label, yours, theirs }) => ({ label, before: yours, after: theirs })),
    };
  });
}
