import type { CaseDocument } from '../documents/document.js';
import { nameOfDocument } from '../documents/documents.presenter.js';
import { presentEvidence } from '../evidence/evidence.presenter.js';
import { presentFileField } from '../evidence/file-field.presenter.js';
import type { Inspection } from '../inspections/inspection.js';
import { numberOf, presentCaseFacts } from '../inspections/inspection-words.js';
import { postOf } from '../policies/actor.js';
import { printDay, printMoment, type Day } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { newId } from '../shared/ids.js';
import type { Language, Translate } from '../shared/language.js';
import type { LampView, LinkView } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import { standingOf, type ReportStanding, type Terms, type UnitReport } from './announcement.js';

type Reader = { t: Translate; language: Language };
type Line = { label: string; text: string; note: string; lamp: LampView | null; link: LinkView | null };

export type AnnouncementContext = {
  terms: Terms;
  today: Day;
  documents: readonly CaseDocument[];
  report: UnitReport | undefined;
  /** Whether the reader may send the unit's report now. */
  maySend: boolean;
};

const LAMPS: Record<ReportStanding, Pick<LampView, 'tone' | 'shape'>> = {
  waiting: { tone: 'good', shape: '●' },
  due: { tone: 'amber', shape: '▲' },
  missing: { tone: 'alarm', shape: '■' },
  sent: { tone: 'good', shape: '●' },
  sent_late: { tone: 'amber', shape: '▲' },
};

/** How the unit's report stands, as a shape and a word. */
export const presentReportLamp = (
  standing: ReportStanding,
  reportBy: Day,
  { t, language }: Reader,
): LampView => ({
  ...LAMPS[standing],
  text: t(`announcements:standing.${standing}`, { day: printDay(reportBy, language) }),
});

/** A document that goes to the unit before the visit: sent when, and whether the unit says that it has it. */
function documentLines(
  kind: 'notice' | 'outline',
  context: AnnouncementContext,
  { t, language }: Reader,
): Line[] {
  const { documents, terms, today } = context;
  const found = documents.find((document) => document.kind === kind);
  const link =
    found === undefined ? null : { href: `/documents/${found.id}`, label: nameOfDocument(found, t) };
  const term = { day: printDay(terms.noticeBy, language), days: terms.noticeDays };
  const sent = found?.delivery;
  const late = (sent?.on ?? today) > terms.noticeBy;
  const lamp = (tone: string, shape: string, key: string) => ({
    tone,
    shape,
    text: t(`announcements:${key}`),
  });
  const line: Line = {
    label: t(`documents:kind.${kind}`),
    text:
      sent === undefined
        ? t('announcements:notSent')
        : t('announcements:sentOn', { day: printDay(sent.on, language) }),
    note: kind === 'notice' ? t('announcements:noticeBy', term) : '',
    lamp:
      kind === 'outline' || !late ? null : lamp('amber', '▲', sent === undefined ? 'lateUnsent' : 'lateSent'),
    link,
  };
  if (kind === 'outline') return [line];
  const receipt = found?.receipt;
  const received: Line = {
    label: t('announcements:receipt'),
    text:
      receipt === undefined
        ? t('announcements:notReceived')
        : `${receipt.by.name}, ${postOf(receipt.by, language)}`,
    note: receipt === undefined ? '' : printMoment(receipt.at, language),
    lamp: null,
    link: null,
  };
  return sent === undefined ? [line] : [line, received];
}

/** The announcement of a visit on the page of its case: notice, receipt, outline, and the unit's own report. */
export function presentAnnouncement(inspection: Inspection, context: AnnouncementContext, reader: Reader) {
  const { terms, today, report, maySend } = context;
  const { t, language } = reader;
  const standing = standingOf(report?.sendings[0]?.on, terms, today);
  const due = { day: printDay(terms.reportBy, language), days: terms.reportDays };
  const own: Line = {
    label: t('announcements:report'),
    text: '',
    note: t('announcements:reportBy', due),
    lamp: presentReportLamp(standing, terms.reportBy, reader),
    link: null,
  };
  return {
    lines: [...documentLines('notice', context, reader), ...documentLines('outline', context, reader), own],
    sendings: (report?.sendings ?? []).map(({ text, files, by, at, on }) => ({
      who: `${by.name}, ${postOf(by, language)}`,
      at: printMoment(at, language),
      late: on > terms.reportBy ? { text: t('announcements:late'), tone: 'amber' } : null,
      text,
      files: { items: presentEvidence(files, language, t) },
    })),
    send: maySend
      ? {
          href: `/inspections/${inspection.id}/unit-report`,
          label: t(report === undefined ? 'announcements:act.send' : 'announcements:act.sendMore'),
        }
      : null,
  };
}
export type AnnouncementView = ReturnType<typeof presentAnnouncement>;

/** The unit's form: its report by the outline, as files. */
export function presentUnitReportForm(
  form: FormState,
  { inspection, report, terms }: { inspection: Inspection; report: UnitReport | undefined; terms: Terms },
  visit: Visit,
): Page {
  const { t, language } = visit;
  const field = fieldMaker(t, form.values, form.errors);
  const here = `/inspections/${inspection.id}`;
  return {
    title: t('announcements:act.send'),
    back: { href: here, label: numberOf(inspection, t) },
    errors: errorSummary(t, form.errors),
    facts: presentCaseFacts(inspection, null, language, t),
    lead: t('announcements:lead', { day: printDay(terms.reportBy, language), days: terms.reportDays }),
    action: `${here}/unit-report`,
    id: String(form.values['id'] || newId()),
    version: String(form.values['version'] ?? report?.version ?? 0),
    keep: `${inspection.id}-unit-report`,
    files: presentFileField('files', 'announcements:field.files', visit.uploads, form.errors, visit, true),
    inputs: [field('caption', { label: 'findings:field.caption', required: false })],
    textareas: [field('text', { label: 'announcements:field.text', hint: true, required: false, rows: 5 })],
    buttons: {
      label: t('announcements:act.submit'),
      cancel: { href: here, label: t('inspections:act.back') },
      saved: null,
    },
  };
}
