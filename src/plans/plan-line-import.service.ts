import type { Transaction } from '../database/connect.js';
import { bare, column } from '../imports/columns.js';
import type { Column, Fault, ImportKind, ImportRequest, Row } from '../imports/import-kind.js';
import { unitCells, type ResolveUnit } from '../imports/unit-cell.js';
import { textIn, wordIn } from '../imports/word-cell.js';
import { kindWords } from '../inspections/inspection-import.js';
import type { TeamMember } from '../inspections/inspection.js';
import type { Author } from '../policies/actor.js';
import { firstDayOf } from '../shared/dates.js';
import { newId } from '../shared/ids.js';
import { snapshotOf, type Unit } from '../units/unit.js';
import type { NewLine, PlanChanges } from './plan-changes.service.js';
import type { PlansRepository } from './plans.repository.js';
import { readSpan } from './span-words.js';

const columns: readonly Column[] = [
  column(
    'unit',
    true,
    ['Đơn vị', 'Mã đơn vị', 'Đơn vị được kiểm tra', 'Inspected unit'],
    '00118',
    'Phường Ba Đình',
  ),
  column('kind', true, ['Loại', 'Loại kiểm tra', 'Kind'], 'Chuyên đề', 'Công vụ'),
  column('topic', true, ['Chủ đề', 'Topic in Vietnamese'], 'Tiếp công dân', 'Kỷ luật lao động'),
  column('topic_english', false, ['Chủ đề bằng tiếng Anh', 'Topic in English'], 'Citizen reception', ''),
  column('time', true, ['Thời gian', 'Tháng', 'Quý', 'Month or quarter'], 'Tháng 3', 'Quý II'),
  column('head', false, ['Trưởng đoàn', 'Head of the team'], '', ''),
  column('members', false, ['Thành viên', 'Members'], '', ''),
];

export type PlanLineImportDeps = {
  repository: PlansRepository;
  changes: PlanChanges;
  resolveUnit: ResolveUnit<Unit>;
};

/** The person whom a name means among those who may be on a team. */
function personNamed(name: string, people: readonly Author[], at: Omit<Fault, 'message'>, faults: Fault[]) {
  const [person, ...others] = people.filter((one) => bare(one.name) === bare(name));
  if (person !== undefined && others.length === 0) return person;
  const message = person === undefined ? 'plans:import.nobody' : 'plans:import.namesakes';
  faults.push({ ...at, message, values: { name } });
  return undefined;
}

function teamIn({ row, cell }: Row, people: readonly Author[], faults: Fault[]): TeamMember[] {
  const names = (name: string) =>
    cell(name)
      .split(/[;,]/)
      .map((one) => one.trim())
      .filter((one) => one !== '');
  const team = new Map<string, TeamMember>();
  for (const [duty, name] of [
    ['head', 'head'],
    ['member', 'members'],
  ] as const)
    for (const one of names(name)) {
      const person = personNamed(one, people, { row, column: name }, faults);
      if (person !== undefined && !team.has(person.personId)) team.set(person.personId, { ...person, duty });
    }
  return [...team.values()];
}

/** What makes two lines of a plan the same visit. */
const sameAs = ({
  unit,
  kind,
  topic,
  from,
  to,
}: Pick<NewLine, 'unit' | 'kind' | 'topic' | 'from' | 'to'>): string =>
  JSON.stringify([unit.id, kind, bare(topic.vi), from, to]);

/** Takes lines of a plan from a table. In an approved plan the whole table is one numbered amendment. */
export function planLineImport({
  repository,
  changes,
  resolveUnit,
}: PlanLineImportDeps): ImportKind<NewLine> {
  async function prepare({ actor, of, fields }: ImportRequest, rows: readonly Row[], tx?: Transaction) {
    const plan = await changes.openPlan(actor, of, tx);
    changes.assertReason(plan, String(fields['reason'] ?? '').trim());
    const people = await changes.inspectorsOf(plan.authority.id);
    const unitOf = unitCells(resolveUnit);
    const there = new Set((await repository.standingLines(plan.id, tx)).map(sameAs));
    const faults: Fault[] = [];
    const first = new Map<string, number>();
    const lines: NewLine[] = [];
    for (const each of rows) {
      const { row, cell } = each;
      const kind = wordIn(each, 'kind', kindWords, faults);
      const topic = {
        vi: textIn(each, 'topic', 300, faults),
        en: textIn(each, 'topic_english', 300, faults),
      };
      const team = teamIn(each, people, faults);
      const typed = cell('time');
      const span = readSpan(typed, plan.year);
      if (span === undefined && typed !== '')
        faults.push({
          row,
          column: 'time',
          message: 'plans:import.time',
          values: { typed, year: plan.year },
        });
      if (span === undefined) continue;
      const unit = await unitOf(each, 'unit', firstDayOf(span.from), faults);
      if (unit === undefined || kind === undefined) continue;
      const line: NewLine = { unit: snapshotOf(unit), kind, topic, team, ...span };
      const before = first.get(sameAs(line));
      if (before === undefined) first.set(sameAs(line), row);
      else faults.push({ row, message: 'plans:import.twice', values: { row: before } });
      lines.push(line);
    }
    const items = lines.filter((line) => !there.has(sameAs(line)));
    return { items, known: lines.length - items.length, faults };
  }

  return {
    name: 'plan-lines',
    words: 'plans:import',
    columns,
    fields: [{ name: 'reason', label: 'plans:field.reason', hint: true, required: false }],
    // Offered on the page of a plan: nothing can be imported into no plan.
    offered: () => false,
    assertMay: async ({ actor, of }) => void (await changes.openPlan(actor, of)),
    placeOf: (of) => `/plans/${of}`,
    prepare,
    async write({ actor, of, fields }, lines, tx) {
      const plan = await changes.openPlan(actor, of, tx);
      const reason = String(fields['reason'] ?? '')
        .trim()
        .slice(0, 1000);
      await changes.addLines({ actor, plan, action: 'lines_imported', reason }, lines, newId, tx);
    },
  };
}
