import { addWorkingDays } from '../../src/calendar/working-calendar.js';
import { settledFinding, type Finding } from '../../src/findings/finding.js';
import { tallyOf } from '../../src/findings/tally.js';
import type { Act } from '../../src/history/event.js';
import { kinds, settled, type Inspection, type State } from '../../src/inspections/inspection.js';
import { authorOf } from '../../src/policies/actor.js';
import { addDays, type Day } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { pick } from '../demo/random.js';
import { sampleTopics } from '../demo/samples.js';
import { recorded, remedied } from './story-findings.js';
import { act, grown, type Case, type Ground } from './story-ground.js';

const inspectorAt = (index: number, { inspectors }: Ground) => {
  const found = inspectors[index % inspectors.length];
  return found === undefined ? undefined : authorOf(found);
};

function prepared(index: number, ground: Ground, visit: Day): Inspection {
  const { next } = ground;
  const kind = kinds[index % kinds.length] ?? 'thematic';
  const [head, secretary, member] = [0, 1, 2].map((step) => inspectorAt(index + 7 * step, ground));
  const approver = authorOf(pick(ground.supervisors, next));
  if (head === undefined || secretary === undefined || member === undefined) throw new Error('no team');
  const first = settled({
    id: newId(),
    version: 0,
    authority: pick(ground.authorities, next),
    unit: pick(ground.units, next),
    mode: index % 3 === 0 ? 'surprise' : 'scheduled',
    kind,
    topic: sampleTopics[kind],
    decision: { number: `${(index % 900) + 1}/QĐ-SNV`, on: addDays(visit, -12) },
    plannedFrom: visit,
    plannedTo: addDays(visit, 1),
    team: [
      { ...head, duty: 'head' },
      { ...secretary, duty: 'secretary' },
      { ...member, duty: 'member' },
    ],
    preparer: head,
    approver,
    state: 'prepared',
    findings: { total: 0, open: 0 },
    sortDay: visit,
    readers: [],
    history: [],
  });
  return grown<Inspection>(undefined, first, act(addDays(visit, -14), '09:10', head, 'prepared'));
}

const moved = (before: Inspection, facts: Partial<Inspection>, event: Act): Inspection =>
  grown(before, settled({ ...before, ...facts }), event);

function concluded(opened: Inspection, findings: Finding[], ground: Ground, on: Day): Case {
  const event = act(on, '16:10', opened.approver, 'ordered');
  const ordered = findings.map((finding) => {
    const deadline = addWorkingDays(on, finding.term, ground.calendars);
    const after = settledFinding({ ...finding, deadline, concludedOn: on, state: 'to_remedy' });
    return grown<Finding>(finding, after, event);
  });
  const conclusion = `Đoàn kiểm tra ghi nhận ${findings.length} phát hiện. Yêu cầu đơn vị khắc phục đúng thời hạn.`;
  const facts = { concludedOn: on, deliveredOn: on, conclusion, findings: tallyOf(ordered) };
  const inspection = moved(opened, { ...facts, state: 'concluded' }, { ...event, action: 'concluded' });
  const ended = ordered.map((finding) => remedied(finding, ground));
  const tally = tallyOf(ended);
  const last =
    ended
      .map((finding) => finding.closedOn ?? '')
      .sort()
      .at(-1) ?? '';
  const done = tally.open === 0;
  const closing = act(
    done && last !== '' ? last : on,
    '16:30',
    opened.approver,
    done ? 'closed' : 'recounted',
  );
  const closed = done ? { state: 'closed' as State, closedOn: last === '' ? on : last } : {};
  return { inspection: moved(inspection, { ...closed, findings: tally }, closing), findings: ended };
}

/** One case with its findings, made by the rules of the product, `daysAgo` days before today (negative: planned). */
export function invent(index: number, daysAgo: number, count: number, ground: Ground): Case {
  const visit = addDays(ground.today, -daysAgo);
  const first = prepared(index, ground, visit);
  const approver = first.approver;
  const stays = ground.next();
  if (daysAgo < -14 || stays < 0.005) return { inspection: first, findings: [] };
  const approvedOn = addDays(visit, -10);
  const number = `KT-${visit.slice(0, 4)}-${String(index).padStart(6, '0')}`;
  if (stays < 0.02) {
    const event = act(approvedOn, '14:30', approver, 'cancelled');
    return { inspection: moved(first, { state: 'cancelled' }, event), findings: [] };
  }
  const shown = first.mode === 'scheduled' ? { number } : {};
  const approval = act(approvedOn, '14:30', approver, 'approved');
  const approved = moved(first, { state: 'approved', approvedOn, ...shown }, approval);
  if (daysAgo < 0) return { inspection: approved, findings: [] };
  const opening = act(visit, '08:05', first.preparer, 'opened');
  const opened = moved(approved, { state: 'opened', openedOn: visit, number }, opening);
  const findings = Array.from({ length: count }, (_, at) => recorded(opened, at + 1, ground, visit));
  const told = act(visit, '10:20', first.preparer, 'finding_recorded');
  const counted = count === 0 ? opened : moved(opened, { findings: tallyOf(findings) }, told);
  if (daysAgo < 8) return { inspection: counted, findings };
  return concluded(counted, findings, ground, addDays(visit, 7));
}
