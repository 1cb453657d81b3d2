import { presentTimeline } from '../history/timeline.presenter.js';
import { findingNumber } from '../findings/finding.js';
import { postOf } from '../policies/actor.js';
import { printDay, printMoment, type Day } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { printNumber, printSize } from '../shared/language.js';
import type { FactView } from '../web/parts.js';
import type { FormState, Page, Visit } from '../web/visit.js';
import type { CameraFacts } from './camera.js';
import { mayDate, mayHaveOriginal, mayMask, mayOpen, type Found } from './evidence-access.js';
import { unreadableWords } from './evidence.presenter.js';
import type { FileNote } from './file-note.js';
import { printBoxes } from './mask.js';
import type { Openness } from './opening.js';
import { isPicture, isPlayed } from './picture-types.js';

export type FileFacts = Found & {
  note: FileNote;
  camera: CameraFacts;
  /** Whether there are copies to look at. */
  readable: boolean;
  /** Whether it may be opened, and if not, why. */
  state: Openness;
  /** The decision by which it was disposed of. */
  decision: { number: string; on: Day } | undefined;
  /** Whether the reader may take it back, or put it back. */
  mayWithdraw: boolean;
};

/** As a form takes it: 08:30 02/03/2026. */
const typedMoment = (moment: Date): string => printMoment(moment, 'vi');
const typedDay = (day: string | undefined): string => (day === undefined ? '' : printDay(day, 'vi'));

const whoseCase = ({ finding }: Found, { t }: Visit) =>
  finding === undefined
    ? null
    : { href: `/findings/${finding.id}`, label: t('findings:one', { number: findingNumber(finding) }) };

/** When it was taken: what somebody knows better stands before what the camera says. */
function takenRow({ note, camera }: FileFacts, { t, language }: Visit): FactView[] {
  const fact = (text: string): FactView[] => [{ label: t('evidence:page.taken'), text, href: null }];
  const byCamera = camera.takenAt === undefined ? undefined : printMoment(camera.takenAt, language);
  if (note.takenAt === undefined)
    return byCamera === undefined ? [] : fact(t('evidence:page.byCamera', { moment: byCamera }));
  const moment = printMoment(note.takenAt, language);
  return fact(byCamera === undefined ? moment : t('evidence:page.corrected', { moment, camera: byCamera }));
}

/** Where and with what it was taken stays with the original. */
function cameraRows({ camera }: FileFacts, { t, language }: Visit): FactView[] {
  const { place } = camera;
  const number = (value: number) => printNumber(value, language, 5);
  const where =
    place === undefined
      ? ''
      : t('evidence:page.degrees', { north: number(place.latitude), east: number(place.longitude) });
  return [
    ...(camera.camera === undefined
      ? []
      : [{ label: t('evidence:page.camera'), text: camera.camera, href: null }]),
    ...(where === '' ? [] : [{ label: t('evidence:page.place'), text: where, href: null }]),
  ];
}

function rowsOf(facts: FileFacts, visit: Visit): FactView[] {
  const { item, note } = facts;
  const { t, language } = visit;
  const row = (label: string, text: string): FactView => ({
    label: t(`evidence:page.${label}`),
    text,
    href: null,
  });
  return [
    row('name', item.name),
    row('kind', `${t(`evidence:purpose.${item.purpose}`)} · ${printSize(item.size, language)}`),
    ...takenRow(facts, visit),
    row(
      'received',
      `${printMoment(item.receivedAt, language)} · ${item.by.name}, ${postOf(item.by, language)}`,
    ),
    ...(note.effectiveOn === undefined ? [] : [row('effective', printDay(note.effectiveOn, language))]),
    ...(mayHaveOriginal(visit.actor, facts) ? cameraRows(facts, visit) : []),
    row('hash', item.sha256),
  ];
}

function lookOf({ item, note, readable, state }: FileFacts) {
  const here = `/evidence/${item.id}`;
  if (state !== 'clean' || item.withdrawn !== undefined) return { picture: null, large: null, player: null };
  if (readable)
    return {
      picture: `${here}/medium?v=${note.version}`,
      large: `${here}/large?v=${note.version}`,
      player: null,
    };
  return { picture: null, large: null, player: isPlayed(item.type) ? `${here}/play` : null };
}

function shutWords({ state, decision }: FileFacts, { t, language }: Visit) {
  if (decision === undefined) return { title: t(`viruses:mark.${state}`), text: t(`viruses:text.${state}`) };
  const { number, on } = decision;
  return {
    title: t('evidence:page.disposed'),
    text: t('evidence:page.disposedText', { number, on: printDay(on, language) }),
  };
}

const presentTaken = ({ item: { withdrawn } }: FileFacts, { t, language }: Visit) =>
  withdrawn === undefined
    ? null
    : {
        title: t('withdrawals:title'),
        text: t('withdrawals:told', {
          reason: withdrawn.reason,
          name: withdrawn.by.name,
          at: printMoment(withdrawn.at, language),
        }),
      };

/** What the page of one file prints: the copy to look at, what is known of it, and what was done to it. */
export function presentFile(facts: FileFacts, visit: Visit): Page {
  const { item, note, readable, state } = facts;
  const { t, language, actor } = visit;
  const isShut = state !== 'clean';
  const isOpen = !isShut && mayOpen(actor, facts);
  const mine = mayHaveOriginal(actor, facts);
  const here = `/evidence/${item.id}`;
  return {
    title: item.caption === '' ? item.name : item.caption,
    caption: t('evidence:page.title'),
    back: whoseCase(facts, visit),
    actions: null,
    ...lookOf(facts),
    isSound: item.type.startsWith('audio/'),
    taken: presentTaken(facts, visit),
    shut: isShut ? shutWords(facts, visit) : null,
    unreadable: readable || isShut ? null : unreadableWords(item, mine, t),
    masked: note.boxes.length === 0 ? null : t('evidence:page.masked', { count: note.boxes.length }),
    rows: rowsOf(facts, visit),
    download:
      (mine || readable) && isOpen
        ? { href: here, label: t(`evidence:page.${mine ? 'original' : 'copy'}`) }
        : null,
    note: mine && isPicture(item.type) && state !== 'disposed' ? t('evidence:page.originalNote') : null,
    mask:
      mayMask(actor, facts) && readable && isOpen
        ? { href: `${here}/mask`, label: t('evidence:mask.title') }
        : null,
    times: mayDate(actor, facts) ? { href: `${here}/times`, label: t('evidence:times.title') } : null,
    withdrawal: facts.mayWithdraw
      ? {
          href: `${here}/withdrawal`,
          label: t(`withdrawals:${item.withdrawn === undefined ? 'withdraw' : 'restore'}.title`),
        }
      : null,
    record: { href: `${here}/custody`, label: t('custody:record') },
    history: { events: presentTimeline(note.history, language, t) },
  };
}

const formFrame = (form: FormState, { item, note }: FileFacts, step: 'mask' | 'times', { t }: Visit) => ({
  title: t(`evidence:${step}.title`),
  back: { href: `/evidence/${item.id}/about`, label: item.caption === '' ? item.name : item.caption },
  errors: errorSummary(t, form.errors),
  lead: t(`evidence:${step}.lead`),
  action: `/evidence/${item.id}/${step}`,
  version: String(form.values['version'] ?? note.version),
  keep: `${item.id}-${step}`,
  buttons: {
    label: t(`evidence:${step}.submit`),
    cancel: { href: `/evidence/${item.id}/about`, label: t('findings:act.back') },
    saved: null,
  },
});

/** The form that covers parts of a picture: drawn with the finger or the mouse, or written as numbers. */
export function presentMaskForm(form: FormState, facts: FileFacts, visit: Visit): Page {
  const values = { boxes: printBoxes(facts.note.boxes), ...form.values };
  const field = fieldMaker(visit.t, values, form.errors);
  return {
    ...formFrame(form, facts, 'mask', visit),
    picture: `/evidence/${facts.item.id}/medium?v=${facts.note.version}`,
    boxes: field('boxes', { label: 'evidence:mask.boxes', hint: true, required: false, rows: 4 }),
    reason: field('reason', { label: 'evidence:mask.reason', hint: true }),
  };
}

export function presentTimesForm(form: FormState, facts: FileFacts, visit: Visit): Page {
  const { note, camera } = facts;
  const taken = note.takenAt ?? camera.takenAt;
  const values = {
    taken: taken === undefined ? '' : typedMoment(taken),
    effectiveOn: typedDay(note.effectiveOn),
    ...form.values,
  };
  const field = fieldMaker(visit.t, values, form.errors);
  return {
    ...formFrame(form, facts, 'times', visit),
    inputs: [
      field('taken', {
        label: 'evidence:times.taken',
        hint: true,
        required: false,
        width: 'govuk-input--width-20',
      }),
      field('effectiveOn', {
        label: 'evidence:times.effectiveOn',
        hint: true,
        required: false,
        width: 'govuk-input--width-10',
      }),
    ],
    reason: field('reason', { label: 'evidence:times.reason', hint: true }),
  };
}
