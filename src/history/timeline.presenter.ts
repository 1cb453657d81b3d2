import { postOf } from '../policies/actor.js';
import { isDay, printDay, printMoment } from '../shared/dates.js';
import { inLanguage, type Bilingual, type Language, type Translate } from '../shared/language.js';
import type { TimelineEvent, Tone } from '../web/parts.js';
import type { Change, Event } from './event.js';

const tones: Record<string, Tone> = {
  opened: 'action',
  concluded: 'action',
  closed: 'good',
  accepted: 'good',
  finding_closed: 'good',
  returned: 'amber',
  refused: 'amber',
  cancelled: 'alarm',
  withdrawn: 'alarm',
};

/** Changes are listed for these; what the others change is what their name says. */
const LISTED = ['verifier_assigned', 'retention_set', 'revised', 'line_revised', 'line_moved'];
/** Told of whatever event: what somebody decided against a warning. */
const ALWAYS = ['conflicts'];
/** Fields that follow from others. */
const DERIVED = ['readers', 'sortDay', 'dueOn', 'evidence', 'amendments', 'approved'];

const isBilingual = (value: unknown): value is Bilingual =>
  typeof value === 'object' && value !== null && 'vi' in value && 'en' in value;

/** A value of a case in words: days, texts in two languages, units and people by their names, lists by their items. */
export function printValue(value: unknown, language: Language): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return isDay(value) ? printDay(value, language) : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return printMoment(value, language);
  if (Array.isArray(value)) return value.map((item) => printValue(item, language)).join(', ');
  if (isBilingual(value)) return inLanguage(value, language);
  const named = value as { name?: unknown; text?: unknown; reason?: unknown };
  if (named.name !== undefined && typeof named.reason === 'string')
    return `${printValue(named.name, language)}: ${named.reason}`;
  const name = named.name ?? named.text;
  if (name !== undefined) return printValue(name, language);
  return Object.values(value)
    .map((item) => printValue(item, language))
    .filter((text) => text !== '')
    .join(', ');
}

const printChange = ({ field, before, after }: Change, language: Language, t: Translate) => ({
  label: t(`history:field.${field}`),
  before: printValue(before, language),
  after: printValue(after, language),
});

const isEmpty = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);

const changesOf = (event: Event, language: Language, t: Translate) =>
  event.changes
    .filter(({ field }) =>
      LISTED.includes(event.action) ? !DERIVED.includes(field) : ALWAYS.includes(field),
    )
    .filter(({ before, after }) => !isEmpty(before) || !isEmpty(after))
    .map((change) => printChange(change, language, t));

/** Files that came with the event, known by what the change added. */
function filesOf({ changes }: Event): { href: string; name: string }[] {
  const change = changes.find(({ field }) => field === 'evidence' || field === 'scans');
  type Item = { id: string; name: string };
  const before = new Set(((change?.before ?? []) as Item[]).map((item) => item.id));
  return ((change?.after ?? []) as Item[])
    .filter((item) => !before.has(item.id))
    .map((item) => ({ href: `/evidence/${item.id}`, name: item.name }));
}

const presentEvent = (event: Event, language: Language, t: Translate): TimelineEvent => ({
  at: printMoment(event.at, language),
  iso: event.at.toISOString(),
  title: t(`history:action.${event.action}`),
  by: event.by.name,
  post: postOf(event.by, language),
  reason: event.reason ?? '',
  tone: tones[event.action] ?? 'plain',
  changes: changesOf(event, language, t),
  files: filesOf(event),
});

/** Two lines that would print the same but for the minute, with nothing of their own to say. */
const sameAct = (one: TimelineEvent, other: TimelineEvent): boolean =>
  one.title === other.title &&
  one.by === other.by &&
  one.iso.slice(0, 10) === other.iso.slice(0, 10) &&
  [one, other].every(({ reason, changes, files }) => reason === '' && changes.length + files.length === 0);

/**
 * What happened, newest first: who, in which post, when, why. The same act many times in a row by the same person on one
 * day (the lines put into a plan) is one line that says how many.
 */
export function presentTimeline(events: Event[], language: Language, t: Translate): TimelineEvent[] {
  const runs: TimelineEvent[][] = [];
  for (const event of [...events].sort((a, b) => b.at.getTime() - a.at.getTime() || b.seq - a.seq)) {
    const line = presentEvent(event, language, t);
    const run = runs.at(-1);
    if (run?.[0] !== undefined && sameAct(run[0], line)) run.push(line);
    else runs.push([line]);
  }
  return runs.flatMap(([newest, ...others]) => {
    if (newest === undefined) return [];
    if (others.length === 0) return [newest];
    const title = t('history:times', { act: newest.title, number: others.length + 1 });
    return [{ ...newest, title }];
  });
}
