import { expect } from 'chai';
import fc from 'fast-check';
import { clusterParty } from '../../src/clusters/cluster.js';
import { severities, settledFinding, type Finding } from '../../src/findings/finding.js';
import { reopened } from '../../src/findings/reopening.js';
import { settledHandling, standings } from '../../src/handling/handling.js';
import { parties } from '../../src/settings/measures.js';
import { kinds, modes, type Inspection } from '../../src/inspections/inspection.js';
import { addDays } from '../../src/shared/dates.js';
import { rowsBehind } from '../../src/reports/figure-rows.js';
import type { PlanRow } from '../../src/reports/plan-figures.js';
import type { PracticeRow } from '../../src/reports/practice-figures.js';
import type { CompiledReport } from '../../src/reports/report.js';
import type { Unit } from '../../src/units/unit.js';
import { unitsBehind } from '../../src/reports/coverage.js';
import { figuresIn, isCaseList, rowsAt } from './support/figures.js';
import { reportOf, reportOfCluster, signs } from './support/make.js';
import { finding, inspection, unit, type World } from './support/world.js';

const city = unit('01', 'city', []);
const districts = [unit('004', 'urban_district', ['01']), unit('005', 'urban_district', ['01'])];
const wards = ['a', 'b', 'c'].map((id) => unit(id, 'ward', [id === 'c' ? '005' : '004', '01']));
const department = unit('SNV', 'department', ['01']);
const units = [city, ...districts, ...wards, department];

/** Days of 2024 and of the months around it. */
const day = fc.integer({ min: 0, max: 740 }).map((count) => addDays('2023-02-01', count));
const from = <T>(items: readonly T[]) => fc.constantFrom(...items);
const pause = fc.integer({ min: 0, max: 45 });

const visit = fc.record({
  authority: from([city, ...districts]),
  unit: from([...districts, ...wards, department]),
  mode: from(modes),
  kind: from(kinds),
  topic: from(['Văn thư, lưu trữ', 'Thi đua, khen thưởng']),
  openedOn: fc.option(day, { nil: undefined }),
});

/** The steps of a finding: each pause leads to the next one, an end leaves it where it is. */
const course = fc.record({
  visit: fc.nat(),
  sign: from(['1.1', '1.2', '1.10', '2.1', '9.9']),
  signVersion: from([1, 2]),
  severity: from(severities),
  /** Of the checklist, of a section that has left it, or found beside it. */
  item: from(['A1', 'A10', 'AA1', 'B2', undefined]),
  post: from(['Chủ tịch UBND phường Nghĩa Đô', 'Trưởng phòng (Ô.)', '']),
  withdrawn: fc.boolean(),
  reached: fc.integer({ min: 0, max: 3 }),
  pauses: fc.tuple(pause, pause, pause, pause),
  returnedFirst: fc.boolean(),
  /** Days from a closing to a reopening, and from that to the next closing, which the last may not reach. */
  reopenings: fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })), {
    maxLength: 3,
  }),
  staysOpen: fc.boolean(),
  /** What is ruled about its due date, so many days after the conclusion. */
  rulings: fc.array(
    fc.tuple(from(['granted', 'other_date', 'refused', 'accepted', 'declined'] as const), pause),
    {
      maxLength: 3,
    },
  ),
});

type Plan = typeof course extends fc.Arbitrary<infer T> ? T : never;

const by = { personId: 'o', name: 'o', post: '' };
const report = (id: string, on: string, answer?: { on: string; outcome: 'accepted' | 'returned' }) => ({
  id,
  by,
  at: new Date(`${on}T05:00:00Z`),
  done: 'x',
  evidenceIds: [],
  ...(answer === undefined
    ? {}
    : { verification: { by, at: new Date(`${answer.on}T08:00:00Z`), outcome: answer.outcome, reason: 'x' } }),
});

/** The ledger and the failures that rulings leave on a finding. */
function ruledUpon(rulings: Plan['rulings'], concludedOn: string): Partial<Finding> {
  const made = rulings.map(([outcome, after]) => ({ outcome, on: addDays(concludedOn, after), id: 'x', by }));
  const asked = {
    kind: 'extension' as const,
    reason: 'x',
    before: '',
    progress: '',
    asked: '',
    decideBy: '',
  };
  const consent = { kind: 'own' as const, name: '', post: '', paper: '', fileIds: [] };
  const ledger = made.flatMap(({ outcome, on, ...one }) => {
    if (outcome === 'accepted' || outcome === 'declined') return [];
    const at = new Date(`${on}T03:00:00Z`);
    return [{ ...asked, ...one, consent, at, decision: { ...one, at, on, outcome, reason: 'x' } }];
  });
  const failures = made.flatMap(({ outcome, on, ...one }) =>
    outcome !== 'accepted' && outcome !== 'declined'
      ? []
      : [
          {
            ...one,
            ...{ outcome, cause: 'overdue' as const, dueOn: on, returns: 0, reason: 'x' },
            // The last minute of the day in Hanoi.
            at: new Date(`${on}T16:59:59Z`),
          },
        ],
  );
  return { ledger, failures };
}

const handling = fc.record({
  finding: fc.nat(),
  form: from(['Phê bình', 'Khiển trách, cảnh cáo']),
  party: from(parties),
  on: day,
  standing: from(standings),
});

/** A decision about a finding: only those in force count. */
function handle(id: string, of: Finding, plan: typeof handling extends fc.Arbitrary<infer T> ? T : never) {
  const { form, party, on, standing } = plan;
  return settledHandling({
    id,
    findingId: of.id,
    findingNumber: '',
    inspectionId: of.inspectionId,
    authority: of.authority,
    unit: of.unit,
    ofFailure: false,
    who: 'Văn phòng',
    measure: { party, text: { vi: form, en: '' }, legalBasis: '', provisional: false },
    decision: { number: '1', on, by: 'x' },
    files: [],
    by,
    at: new Date(`${on}T05:00:00Z`),
    standing,
    readers: [],
    version: 1,
    history: [],
  });
}

function play(id: string, of: Inspection, plan: Plan): Finding {
  const {
    sign: code,
    signVersion: version,
    severity,
    item,
    withdrawn,
    reached,
    pauses,
    returnedFirst,
  } = plan;
  const sign = { code, version, text: { vi: code, en: code }, provisional: false };
  const facts = {
    ...{ sign, severity, responsiblePost: plan.post },
    ...(item === undefined ? {} : { item: { code: item, checklist: 1, text: { vi: '', en: '' } } }),
  };
  if (reached === 0 || of.openedOn === undefined) {
    return finding(id, of, { ...facts, state: withdrawn ? 'withdrawn' : 'recorded' });
  }
  const concludedOn = addDays(of.openedOn, pauses[0]);
  const dueOn = addDays(concludedOn, 28);
  const reportedOn = addDays(concludedOn, pauses[1]);
  const answeredOn = addDays(reportedOn, pauses[2]);
  const first = returnedFirst ? [report('r0', concludedOn, { on: reportedOn, outcome: 'returned' })] : [];
  const base = { ...facts, concludedOn, dueOn, ...ruledUpon(plan.rulings, concludedOn) };
  if (reached === 1) return finding(id, of, { ...base, state: 'to_remedy', remediations: first });
  if (reached === 2) {
    return finding(id, of, {
      ...base,
      state: 'reported',
      remediations: [...first, report('r1', reportedOn)],
    });
  }
  const accepted = report('r1', reportedOn, { on: answeredOn, outcome: 'accepted' });
  const ended = { state: 'closed' as const, remediedOn: reportedOn, closedOn: answeredOn };
  const once = finding(id, of, { ...base, ...ended, remediations: [...first, accepted] });
  return plan.reopenings.reduce((before, [until, length], index) => {
    const reopenedOn = addDays(before.closedOn ?? '', until);
    const left = index === plan.reopenings.length - 1 && plan.staysOpen;
    const again = reopenedWith(before, reopenedOn, addDays(reopenedOn, 10));
    const on = addDays(reopenedOn, length);
    return left ? again : settledFinding({ ...again, state: 'closed', remediedOn: on, closedOn: on });
  }, once);
}

/** As a follow-up visit opens it again. */
function reopenedWith(before: Finding, on: string, dueOn: string): Finding {
  const { deadline } = before;
  if (deadline === undefined) throw new Error('never concluded');
  return settledFinding(reopened(before, on, { ...deadline, dueOn }));
}

/** Visits that the city and a district planned: one moved, one called off, one made, one left. */
const plan = [
  { to: '2024-02', movedOn: '2024-02-10' },
  { to: '2024-05', cancelledOn: '2024-04-30' },
  { to: '2024-06', done: { id: 'i0', number: 'KT-i0', on: '2024-06-14' } },
  { to: '2024-11' },
].flatMap((line, index): PlanRow[] =>
  (['own', 'below'] as const).map((scope) => ({
    ...{
      id: `p${index}${scope}`,
      planId: 'p',
      unit: { vi: 'a', en: 'a' },
      authority: { vi: '01', en: '01' },
    },
    ...{ kind: 'thematic' as const, topic: { vi: 'Văn thư', en: '' }, from: line.to, scopes: [scope] },
    ...line,
  })),
);

/** Examples that the teams found, in each half of the year, of a section and of one that the checklist has left. */
const practices = ['2023-12-30', '2024-01-02', '2024-06-13', '2024-06-20', '2024-09-09'].flatMap(
  (on, index) =>
    ['A1', 'B2', 'Z3'].map((code): PracticeRow => ({
      ...{ id: `${on}-${code}`, inspectionId: 'i', number: 'KT-i', unit: { vi: 'a', en: 'a' } },
      ...{
        code,
        text: { vi: 'x', en: 'x' },
        note: '',
        on,
        scopes: index % 2 === 0 ? ['own'] : ['below', 'received'],
      },
    })),
);

const worlds = fc
  .tuple(
    fc.array(visit, { maxLength: 25 }),
    fc.array(course, { maxLength: 40 }),
    fc.array(handling, { maxLength: 10 }),
  )
  .map(([visits, courses, decisions]): World => {
    const inspections = visits.map(({ authority, unit: inspected, topic, openedOn, ...facts }, index) =>
      inspection(`i${index}`, authority, inspected, {
        ...facts,
        topic: { vi: topic, en: '' },
        state: openedOn === undefined ? 'approved' : 'opened',
        ...(openedOn === undefined ? {} : { openedOn }),
      }),
    );
    const findings = courses.flatMap((plan, index) => {
      const of = inspections[plan.visit % Math.max(1, inspections.length)];
      return of === undefined ? [] : [play(`f${index}`, of, plan)];
    });
    const handlings = decisions.flatMap((plan, index) => {
      const of = findings[plan.finding % Math.max(1, findings.length)];
      return of === undefined ? [] : [handle(`h${index}`, of, plan)];
    });
    return { units, inspections, findings, handlings, plan, practices };
  });

const term = from([
  ...['2024-01', '2024-06', '2024-08', '2024-08-d14', '2024-q1', '2024-q3', '2024-q4-d14'],
  ...['2024-h1', '2024-9m', '2024', '2024-d14', '2024-08-by-unit', '2024-q3-d14-by-authority'],
  ...['2024-signs-2', '2024-q3-signs-recorded', '2024-08-by-unit-signs-2'],
]);
const reporting = from([city, ...districts, ...wards, department]);

/** That each figure is the number of rows of its list, in the report itself and in the record; how many there were. */
async function expectListsToHold(made: CompiledReport, world: World): Promise<number> {
  const figures = await figuresIn(made);
  const { unit: maker, cluster: about } = made;
  const clusters = new Map(
    about === undefined ? [] : [[clusterParty(about.code), about.units.map(({ id }) => id)]],
  );
  for (const listed of figures) {
    const { label, figure, key, href } = listed;
    expect(rowsBehind(made, key)?.rows.length, `${label} ${key}`).to.equal(figure);
    if (isCaseList(listed))
      expect(rowsAt(href, world, `area:${maker.id}`, clusters), `${label} ${href}`).to.equal(figure);
  }
  return figures.length;
}

/** A district, a ward of another, and a department: inspecting and inspected, one above none of the others. */
const cluster = {
  code: 'cum1',
  name: { vi: 'Cụm 1', en: 'Cluster 1' },
  units: [districts[0] as Unit, wards[2] as Unit, department],
};

const kindsOfReport = ['2024-06', '2024-06-d14', '2024-q2', '2024-h1', '2024-9m', '2024', '2024-d14'];
const sides = ['', '-by-authority-signs-recorded', '-by-unit-signs-2'];

describe('every figure of every report', () => {
  it('opens its list, whatever the kind of report, the unit, and the side it counts by', async () => {
    // The fullest of some histories, the same at every run.
    const world = fc
      .sample(worlds, { numRuns: 30, seed: 24 })
      .reduce((a, b) => (b.findings.length > a.findings.length ? b : a));
    for (const code of kindsOfReport.flatMap((kind) => sides.map((side) => `${kind}${side}`))) {
      const [ofCity, ...others] = [
        ...[city, districts[0] as Unit, wards[0] as Unit, department].map((of) =>
          reportOf(world, of, code, '2026-01-01'),
        ),
        reportOfCluster(world, city, cluster, code, '2026-01-01'),
      ];
      expect(await expectListsToHold(ofCity, world), code).to.be.greaterThan(10);
      for (const other of others) await expectListsToHold(other, world);
    }
  });

  it('adds up, and its list has exactly as many rows', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, reporting, term, async (world, of, on) => {
        await expectListsToHold(reportOf(world, of, on, '2026-01-01'), world);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same for everybody whose area holds the unit', () => {
    fc.assert(
      fc.property(worlds, from(wards), term, (world, of, on) => {
        const { days: _a, ...own } = reportOf(world, of, on, '2026-01-01');
        const { days: _b, ...above } = reportOf(world, of, on, '2026-01-01', [`area:${of.id}`, 'area:01']);
        expect(above).to.deep.equal(own);
      }),
      { numRuns: 30 },
    );
  });

  it('of coverage counts the units that its list names', () => {
    fc.assert(
      fc.property(worlds, from([city, ...districts]), term, (world, of, on) => {
        const { coverage, lists, period } = reportOf(world, of, on, '2026-01-01');
        for (const { group, counts, units: all } of coverage) {
          for (const span of ['month', 'year'] as const) {
            const found = unitsBehind(lists.units, lists.visited, period, { group, scope: 'own', span });
            expect(found.covered.length).to.equal(counts.own[span]);
            expect(found.covered.length + found.missed.length).to.equal(all[span]);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('names the signs of the catalogue in its order', () => {
    fc.assert(
      fc.property(worlds, term, (world, on) => {
        const { bySign } = reportOf(world, city, on, '2026-01-01').findings;
        const codes = bySign.flatMap(({ sign, version }) => (version === undefined ? sign.code : []));
        const known = signs.map(({ code }) => code).filter((code) => codes.includes(code));
        expect(codes).to.deep.equal(known);
      }),
      { numRuns: 20 },
    );
  });
});
