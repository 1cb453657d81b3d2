import { heading, paragraph, passage, subheading, type Block } from '../../paper/paper.js';
import { DOTS, duties, paragraphsOf, valuesOf, written, type BodyInput } from './paper-words.js';
import { officialDay } from '../../paper/letterhead.js';

/** Form 1.2 of Decree 30/2020: grounds, then the articles. */
export function decisionBody(input: BodyInput): Block[] {
  const { t } = input.tongue;
  const values = valuesOf(input);
  const typed = written(input, 'grounds')
    .split('\n')
    .map((line) => line.trim().replace(/[;.]$/, ''))
    .filter((line) => line !== '');
  const grounds = typed.length === 0 ? [t('documents:paper.decision.ground', values), DOTS] : typed;
  const article = (key: string) => subheading(t(`documents:paper.decision.${key}`));
  const tasks = written(input, 'tasks');
  return [
    ...grounds.map((text, index) => passage('ground')(`${text}${index === grounds.length - 1 ? '.' : ';'}`)),
    passage('centred')(t('documents:paper.decision.decides')),
    article('article1'),
    paragraph(t('documents:paper.decision.establish', values)),
    duties(input),
    article('article2'),
    ...(tasks === '' ? [paragraph(t('documents:paper.decision.tasks', values))] : paragraphsOf(tasks)),
    article('article3'),
    paragraph(t('documents:paper.decision.time', values)),
    article('article4'),
    paragraph(t('documents:paper.decision.force', values)),
  ];
}

/** Until when the unit's own report is expected. Documents of before this was kept say nothing of it. */
function reportDue({ facts, tongue }: BodyInput): Block[] {
  const { reportBy } = facts;
  if (reportBy === undefined) return [];
  return [paragraph(tongue.t('documents:paper.reportBy', { day: officialDay(reportBy, tongue) }))];
}

/** What the notice of a visit says to the unit, in the order of its headings. */
export function noticeBody(input: BodyInput): Block[] {
  const { t } = input.tongue;
  const values = valuesOf(input);
  const say = (key: string) => paragraph(t(`documents:paper.notice.${key}`, values));
  const head = (key: string) => subheading(t(`documents:paper.notice.${key}`));
  return [
    say('introduction'),
    head('contentHead'),
    say('content'),
    head('teamHead'),
    duties(input),
    head('timeHead'),
    say('time'),
    ...paragraphsOf(written(input, 'meeting')),
    head('preparationHead'),
    say('preparation'),
    ...reportDue(input),
    ...(written(input, 'preparation') === '' ? [] : paragraphsOf(written(input, 'preparation'))),
    say('end'),
  ];
}

/** What the unit's own report is to say; what was written replaces the usual points. */
export function outlineBody(input: BodyInput): Block[] {
  const { t } = input.tongue;
  const values = valuesOf(input);
  const points = written(input, 'points');
  return [
    paragraph(t('documents:paper.outline.introduction', values)),
    ...reportDue(input),
    ...(points === '' ? t('documents:paper.outline.points', values) : points)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => (/^[IVX]+\. /.test(line) ? heading(line) : paragraph(line))),
  ];
}
