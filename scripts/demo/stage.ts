import type { Actor } from '../../src/policies/actor.js';
import type { Finding } from '../../src/findings/finding.js';
import type { Inspection } from '../../src/inspections/inspection.js';
import type { Services } from '../../src/services.js';
import { addDays, dayOf, momentAt, weekdayOf, type Day } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { announce } from './announce.js';
import { send } from './cast.js';
import { answerChecklist, checkedIn } from './checklist.js';
import { closeVisit, hear, publish } from './ending.js';
import { extend } from './extend.js';
import { handle } from './handle.js';
import { remedy } from './remedy.js';
import { lineKey, type PlannedLines } from './plan.js';
import { pastCount, type Fate, type Plot } from './plot.js';
import { sampleFindings, sampleTopics } from './samples.js';

/** A clock that the demonstration sets, so that every event happens when the story says. */
export type StageClock = { now(): Date; set(day: Day, time: string): void };

export function stageClock(start: Date): StageClock {
  let moment = start;
  return {
    now: () => moment,
    set: (day, time) => {
      const wanted = momentAt(day, time);
      moment = wanted > start ? start : wanted;
    },
  };
}

/** Nobody visits an office at the weekend: the nearest day of the week in that direction. */
function workday(day: Day, step: 1 | -1): Day {
  return [0, 6].includes(weekdayOf(day)) ? workday(addDays(day, step), step) : day;
}

/** The day of a plot's visit. */
export const visitDay = ({ opened }: Plot, today: Day): Day =>
  workday(addDays(today, -opened), opened < 0 ? 1 : -1);

type Stage = {
  services: Services;
  clock: StageClock;
  actors: Map<string, Actor>;
  today: Day;
  lines: PlannedLines;
};

const INSPECTORS = ['kiemtra.an', 'kiemtra.binh', 'kiemtra.chi', 'kiemtra.dung'];

/** Plays one case from its preparation to where its plot ends, through the product's own services. */
export async function play(stage: Stage, plot: Plot, index: number): Promise<void> {
  const { services, clock, today } = stage;
  const actor = (name: string): Actor => {
    const found = stage.actors.get(name);
    if (found === undefined) throw new Error(`nobody is called ${name}`);
    return found;
  };
  const head = actor(INSPECTORS[index % 4] ?? '');
  const secretary = actor(INSPECTORS[(index + 1) % 4] ?? '');
  const member = actor(INSPECTORS[(index + 2) % 4] ?? '');
  const approver = actor(index % 3 === 2 ? 'pheduyet.khai' : 'pheduyet.ha');
  const visit = visitDay(plot, today);
  // Those that are shown with their announcement were prepared in time for it.
  const announced = plot.mode === 'scheduled' && ['approved', 'opened'].includes(plot.stage);
  const preparedOn = addDays(visit, announced || plot.opened < 0 ? -20 : -9);

  const officerOf = ({ id: unitId, name: unitName }: Inspection['unit']): Actor =>
    [...stage.actors.values()].find((one) => one.post.role === 'officer' && one.post.unitId === unitId) ?? {
      personId: `demo-${unitId}`,
      name: 'Văn phòng đơn vị (trình diễn)',
      post: {
        ...actor('badinh').post,
        unitId,
        unitName,
        title: { vi: 'Chánh Văn phòng', en: 'Chief of Office' },
      },
    };

  const headOf = (unitId: string): Actor | undefined =>
    [...stage.actors.values()].find(({ post }) => post.unitId === unitId && post.signs !== undefined);

  async function prepare(): Promise<Inspection> {
    clock.set(preparedOn, '09:10');
    const unit = await services.units.byCode(plot.unit, visit);
    if (unit === undefined) throw new Error(`no unit ${plot.unit} on ${visit}`);
    const key = lineKey(plot.unit, visit);
    const planLine = plot.mode === 'scheduled' ? stage.lines.get(key) : undefined;
    if (planLine !== undefined) stage.lines.delete(key);
    const known = plot.kind === 'follow_up' ? await services.followUps.checkable(head, unit.id) : [];
    return services.inspections.prepare(head, {
      id: newId(),
      version: 0,
      ...(planLine === undefined ? {} : { planLine }),
      unit: `${unit.name.vi} · ${unit.code}`,
      mode: plot.mode,
      kind: plot.kind,
      topic: sampleTopics[plot.kind].vi,
      topicEnglish: sampleTopics[plot.kind].en,
      decisionNumber: `${31 + index}/QĐ-SNV`,
      decisionOn: preparedOn,
      plannedFrom: visit,
      plannedTo: plot.mode === 'surprise' ? visit : addDays(visit, 1),
      head: head.personId,
      secretary: secretary.personId,
      members: [member.personId],
      approver: approver.personId,
      draw: plot.draw ?? '',
      checks: known.slice(0, 3).map((one) => one.id),
      conflictReasons: Object.fromEntries(
        [head, secretary, member].map(({ personId }) => [
          personId,
          'Người duy nhất nắm chuyên đề; trưởng đoàn chịu trách nhiệm giám sát (trình diễn).',
        ]),
      ),
    });
  }

  /** What the inspector says to the latest earlier finding with the same sign: every second one is a repeat. */
  async function repetition({ id: inspectionId, unit }: Inspection, sign: string, seen: string) {
    const place = { unitId: unit.id, inspectionId };
    const { same } = await services.repetitions.candidates(head, place, sign, seen);
    const [latest] = same;
    if (latest === undefined) return {};
    return index % 2 === 0
      ? { repeatOf: latest.id, proposal: 'apply' }
      : { repeatOf: 'none', notRepeatReason: 'Lần trước do thiếu biên chế, nay đã đủ người (trình diễn).' };
  }

  /** The items of the checklist that were not met, by the sign that they show. */
  async function check({ id }: Inspection): Promise<Map<string, string>> {
    const checked = index < pastCount ? undefined : checkedIn(plot.stage, plot.findings.length);
    if (checked === undefined) return new Map();
    clock.set(visit, '09:40');
    const signs = plot.findings.flatMap(([sample]) => sampleFindings[sample]?.sign ?? []);
    return answerChecklist(services, [head, secretary, member], id, checked, signs, index);
  }

  async function record(inspection: Inspection): Promise<[Finding, Fate][]> {
    const made: [Finding, Fate][] = [];
    const items = await check(inspection);
    for (const [place, [sample, fate]] of plot.findings.entries()) {
      const found = sampleFindings[sample];
      if (found === undefined) continue;
      clock.set(visit, `1${place}:20`);
      const seed = index * 100 + place;
      const file = await send(found.scene, false, seed, head, clock.now());
      const { sign, severity, seen, legalBasis, mustDo, post: responsiblePost, term } = found;
      const caption = 'Ảnh chụp tại chỗ (trình diễn)';
      const input = {
        id: newId(),
        version: 0,
        sign,
        severity,
        seen,
        legalBasis,
        mustDo,
        responsiblePost,
        term,
        caption,
        item: items.get(sign) ?? '',
        ...(await repetition(inspection, sign, seen)),
        ...(fate === 'at_once' ? { atOnceBy: (await services.calendar.deadline(visit, 2)).dueOn } : {}),
      };
      made.push([await services.findings.record(head, inspection.id, input, [file]), fate]);
    }
    return made;
  }

  /** On a follow-up visit: what was closed first is found to be as before, the rest is remedied or goes on. */
  async function followUp(id: string, count: number): Promise<void> {
    clock.set(visit, '09:30');
    const { checks = [] } = await services.inspections.load(head, id);
    for (const [place, { findingId }] of checks.slice(0, count).entries()) {
      const { version } = await services.inspections.load(head, id);
      const { state } = await services.findings.load(head, findingId);
      const outcome = state !== 'closed' ? 'persists' : place === checks.length - 1 ? 'reopened' : 'remedied';
      const seen =
        outcome === 'remedied'
          ? 'Đã đối chiếu hồ sơ và tại chỗ: duy trì tốt (trình diễn).'
          : 'Tại thời điểm kiểm tra sự việc vẫn như trước; chưa có người chịu trách nhiệm (trình diễn).';
      await services.followUps.check(head, id, findingId, { version, outcome, seen });
    }
  }

  const prepared = await prepare();
  if (plot.stage === 'prepared') return;
  clock.set(addDays(preparedOn, 2), '14:30');
  const { id } = prepared;
  if (plot.stage === 'refused') {
    await services.inspections.refuse(
      approver,
      id,
      prepared.version,
      'Bổ sung phạm vi và thời kỳ kiểm tra trước khi trình lại.',
    );
    return;
  }
  // Whoever approves or opens a visit reads it first; of a sealed one that is kept.
  await services.inspections.load(approver, id);
  const approved = await services.inspections.approve(approver, id, prepared.version);
  if (announced) {
    const reportedOn = plot.stage === 'opened' ? workday(addDays(visit, -8), -1) : undefined;
    const officer = officerOf(approved.unit);
    const sentOn = workday(addDays(preparedOn, 3), 1);
    await announce({ services, clock, head, officer, inspection: approved, sentOn, reportedOn, index });
  }
  if (plot.stage === 'approved') return;
  if (plot.stage === 'cancelled') {
    clock.set(addDays(preparedOn, 4), '08:50');
    await services.inspections.cancel(
      approver,
      id,
      approved.version,
      'Trùng với cuộc thanh tra của Thanh tra Thành phố.',
    );
    return;
  }
  clock.set(visit, '08:05');
  await services.inspections.load(head, id);
  await services.inspections.open(head, id, approved.version);
  await followUp(id, plot.stage === 'opened' ? 1 : 3);
  const made = await record(approved);
  if (plot.stage === 'opened') return;
  await closeVisit({ services, clock }, { id, visit, head });
  if (plot.stage === 'minuted') return;
  const officer = officerOf(prepared.unit);
  if (made.length > 0)
    await hear({ services, clock }, { id, visit, head, officer }, plot.stage === 'answering');
  if (plot.stage === 'answering') return;
  const concludedOn = workday(addDays(today, -plot.concluded), -1);
  clock.set(concludedOn, '16:10');
  const opened = await services.inspections.load(approver, id);
  await services.conclusion.conclude(approver, id, {
    version: opened.version,
    deliveredOn: dayOf(clock.now()),
    how: 'handed',
    to: 'Văn thư đơn vị (trình diễn)',
    conclusion:
      made.length === 0
        ? 'Đoàn kiểm tra không ghi nhận phát hiện mới. (Hồ sơ trình diễn)'
        : `Đoàn kiểm tra ghi nhận ${made.length} phát hiện. Yêu cầu đơn vị khắc phục đúng thời hạn và báo cáo kết quả. (Hồ sơ trình diễn)`,
  });
  // The last two units have not done it yet.
  if (plot.concluded > 12) await publish({ services, clock }, id, officer);
  for (const [place, [finding, fate]] of made.entries()) {
    const ordered = await services.findings.load(head, finding.id);
    const [sample] = plot.findings[place] ?? [0];
    const unitHead = headOf(prepared.unit.id);
    const parts = { services, clock, today, head, officer, unitHead };
    if (fate === 'asked' || fate === 'extended') await extend(parts, approver, ordered, fate);
    else await remedy(parts, ordered, fate, sample, index * 100 + place + 50);
    if (place === 0 && ordered.severity === 'serious') await handle(parts, ordered, index);
  }
}
