import type { Actor } from '../../src/policies/actor.js';
import { lineFacts } from '../../src/plans/plan.queries.js';
import { codeOf } from '../../src/plans/plan-line.js';
import type { Services } from '../../src/services.js';
import { addMonths, monthOf, yearOf, type Day } from '../../src/shared/dates.js';
import type { Plot } from './plot.js';
import { sampleTopics } from './samples.js';
import { visitDay, type StageClock } from './stage.js';

/** The lines of the year's plan that cases are made of, by the unit's code and the month. */
export type PlannedLines = Map<string, string>;
export const lineKey = (unitCode: string, day: Day): string => `${unitCode} ${monthOf(day)}`;

const SOURCE = 'Dữ liệu trình diễn: kế hoạch này không có thật. Demonstration: this plan is invented.';
/** Wards that were planned for last month, and nobody went. */
const FORGOTTEN = ['00070', '00145'];

/** Plans this year: what the story's announced visits are made of, some that were forgotten, and what is still to do. */
export async function planTheYear(
  { plans, planLines, units }: Services,
  actors: Map<string, Actor>,
  clock: StageClock,
  today: Day,
  plots: readonly Plot[],
): Promise<PlannedLines> {
  const [author, approver] = [actors.get('pheduyet.ha'), actors.get('pheduyet.khai')];
  if (author === undefined || approver === undefined) throw new Error('nobody can plan the year');
  const topics = [...Object.values(sampleTopics), { vi: 'Chuyển đổi số', en: 'Digital transformation' }];
  const limits = { monthsBetween: 24, visitsPerMonth: 20 };
  const draft = (year: number) => {
    const paper = { document: { number: '' }, topics, ...limits, source: SOURCE };
    return plans.draft(author, { id: '', version: 0, year, approver: approver.personId, ...paper });
  };
  const year = yearOf(today);
  clock.set(`${year}-01-05`, '09:00');
  const plan = await draft(year);

  const add = async (what: Partial<Parameters<typeof planLines.add>[2]>, kind: Plot['kind']) => {
    const { vi: topic, en: topicEnglish } = sampleTopics[kind];
    const rest = { id: '', unit: '', head: '', members: [], reason: '', group: undefined, span: 'M12' };
    await planLines.add(author, plan.id, { ...rest, ...what, kind, topic, topicEnglish });
  };
  const spanOf = (day: Day) => codeOf({ from: monthOf(day), to: monthOf(day) });
  const announced = plots.filter(({ mode }) => mode === 'scheduled');
  for (const plot of announced) {
    const day = visitDay(plot, today);
    if (yearOf(day) === year) await add({ unit: plot.unit, span: spanOf(day) }, plot.kind);
  }
  const before = addMonths(monthOf(today), -1);
  if (before.startsWith(String(year)))
    for (const unit of FORGOTTEN) await add({ unit, span: codeOf({ from: before, to: before }) }, 'thematic');
  await add({ group: 'department', span: `Q${Math.ceil(Number(today.slice(5, 7)) / 3)}` }, 'thematic');
  const { version: drafted } = await plans.load(author, plan.id);
  const { version } = await plans.submit(author, plan.id, drafted);
  await plans.approve(approver, plan.id, version);
  await draft(year + 1);

  const codes = new Map((await units.currentOn(today)).map(({ id, code }) => [id, code]));
  const lines = await lineFacts(plan.id);
  return new Map(
    lines
      .filter(({ from, to }) => from === to)
      .map(({ id, unit, from }) => [`${codes.get(unit.id)} ${from}`, id]),
  );
}
