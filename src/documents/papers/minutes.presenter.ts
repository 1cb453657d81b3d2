import { officialDay, type Tongue } from '../../paper/letterhead.js';
import { paragraph, subheading, type Block, type Closing, type Signing } from '../../paper/paper.js';
import { findingNumber } from '../../findings/finding.js';
import type { Minutes } from '../../inspections/inspection.js';
import { checkRows, checksBody, secondLookTable } from './checks-table.presenter.js';
import { evidenceHint } from './evidence-annex.presenter.js';
import {
  DOTS,
  findingsTable,
  paragraphsOf,
  unitWords,
  valuesOf,
  written,
  type BodyInput,
} from './paper-words.js';

/** `8 giờ 30` */
const timeOf = (time: string | undefined, { t }: Tongue): string => {
  const [hours = '…', minutes = '…'] = (time ?? '').split(':');
  return t('documents:paper.time', { hours: hours === '' ? '……' : hours, minutes });
};

/** How the unit has signed: nothing is said of plain signatures. */
function signingWords(minutes: Minutes | undefined, { t }: Tongue): Block[] {
  const signing = minutes?.signing;
  if (signing === undefined || signing.outcome === 'signed') return [];
  const witnesses = signing.witnesses.map(({ name, post }) => (post === '' ? name : `${name} (${post})`));
  return [
    subheading(t(`documents:paper.minutes.${signing.outcome}Head`)),
    ...(signing.outcome === 'refused'
      ? [paragraph(t('documents:paper.minutes.refused', { witnesses: witnesses.join('; ') }))]
      : []),
    ...(signing.words === '' ? [] : paragraphsOf(signing.words)),
  ];
}

/** Those of the unit who were there, one to a line, as a list of Decree 30: each ends with a semicolon. */
const listed = (people = ''): string =>
  people
    .split('\n')
    .map((line) => line.trim().replace(/[;,.]+$/, ''))
    .map((line) => (line === '' ? '' : `${line.replace(/^(?![-–•])/, '- ')};`))
    .join('\n');

/** A signature stands over the name alone (Decree 30/2020, Annex I): without Mr or Mrs, and without the post. */
const signerOf = (representative: string): string =>
  representative
    .split(',')[0]
    ?.replace(/^(ông|bà|đồng chí|đ\/c)[\s.:]+/iu, '')
    .trim() ?? '';

/** Form 1.9 of Decree 30/2020: when and where, who was there, what was found, what the unit says, how it ended. */
export function minutesBody(input: BodyInput): Block[] {
  const { facts, tongue } = input;
  const { t } = tongue;
  const { minutes, team } = facts.inspection;
  const values = {
    ...valuesOf(input),
    on: minutes === undefined ? t('paper:blankDay') : officialDay(minutes.on, tongue),
    begunAt: timeOf(minutes?.begunAt, tongue),
    endedAt: timeOf(minutes?.endedAt, tongue),
    place: minutes?.place ?? DOTS,
    head: team.find(({ duty }) => duty === 'head')?.name ?? DOTS,
    secretary: team.find(({ duty }) => duty === 'secretary')?.name ?? DOTS,
  };
  const say = (key: string) => paragraph(t(`documents:paper.minutes.${key}`, values));
  const head = (key: string) => subheading(t(`documents:paper.minutes.${key}`));
  return [
    say('begin'),
    say('place'),
    head('presentHead'),
    say('teamLine'),
    ...team.map((member) =>
      paragraph(`- ${member.name}, ${t(`documents:paper.duty.${member.duty}`).toLowerCase()};`),
    ),
    say('unitLine'),
    ...paragraphsOf(listed(minutes?.present)),
    say('chair'),
    head('courseHead'),
    say('course'),
    ...(minutes === undefined || minutes.course !== '' ? paragraphsOf(minutes?.course) : []),
    ...checksBody(input),
    head('findingsHead'),
    ...findingsTable(input),
    ...evidenceHint(input),
    head('wordsHead'),
    ...unitWords(input),
    ...signingWords(minutes, tongue),
    say('end'),
  ];
}

/** Both sides sign; where the unit refused, the witnesses sign in its place. */
export function minutesSignings({ document, facts, tongue }: BodyInput): Closing['signings'] {
  const { t } = tongue;
  const { team } = facts.inspection;
  // At a second look nobody knows yet who will sign.
  const minutes = document.kind === 'minutes' ? facts.inspection.minutes : undefined;
  const nameOf = (duty: 'head' | 'secretary') => team.find((member) => member.duty === duty)?.name ?? '';
  const signing = (key: string, name: string): Signing => ({
    authority: t(`documents:paper.minutes.${key}`).split('\n'),
    note: t('documents:paper.minutes.signHint'),
    name,
  });
  const head = signing('head', nameOf('head'));
  const secretary = signing('secretary', nameOf('secretary'));
  if (minutes?.signing?.outcome === 'refused') {
    const [first, second] = minutes.signing.witnesses;
    return [
      [signing('witness', signerOf(first?.name ?? '')), signing('witness', signerOf(second?.name ?? ''))],
      [secretary, head],
    ];
  }
  const unit = signing('unit', signerOf(minutes?.representative ?? ''));
  return nameOf('secretary') === ''
    ? [[unit, head]]
    : [
        [unit, head],
        [secretary, { authority: [''], name: '' }],
      ];
}

/** Minutes of a second look at what was to be remedied. */
export function reinspectionBody(input: BodyInput): Block[] {
  const { facts, tongue } = input;
  const { t } = tongue;
  const values = { ...valuesOf(input), dots: DOTS };
  const say = (key: string) => paragraph(t(`documents:paper.reinspection.${key}`, values));
  const state = (finding: (typeof facts.findings)[number]) =>
    finding.remediations.at(-1)?.done ?? t('documents:paper.reinspection.nothingReported');
  const rows = [
    ...checkRows(input),
    ...facts.findings.map((finding) => ({
      cells: [findingNumber(finding), finding.mustDo, state(finding), ''],
    })),
  ];
  return [
    say('begin'),
    say('place'),
    say('present'),
    paragraph(DOTS),
    paragraph(DOTS),
    say('results'),
    ...(rows.length === 0 ? [] : [secondLookTable(rows, tongue)]),
    ...paragraphsOf(written(input, 'course')),
    say('end'),
  ];
}
