import type { Agent, Form, Reply, SentFile } from './agent.js';
import { dayOf } from '../../src/shared/dates.js';
import { pdf } from './files.js';
import type { Office, Staff, Worker } from './office.js';

/** What came back is not what a person who does everything right would see. */
function expectStatus(reply: Reply, status: number, what: string): Reply {
  if (reply.status !== status) throw new Error(`${what}: ${reply.status} ${reply.text.slice(0, 900)}`);
  return reply;
}

export const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

export const versionOn = ({ html }: Reply): string => hidden(html, 'version');
export const idOn = ({ html }: Reply): string => hidden(html, 'id');

const idIn = ({ location }: Reply): string => location?.split('/').at(-1) ?? '';

/** The form of a surprise visit to Bồ Đề as somebody fills it in; the id comes with the page. */
export const visitForm = (
  { wards }: Office,
  staff: Pick<Staff, 'head' | 'secretary' | 'member' | 'supervisor'>,
) => ({
  unit: `${wards.boDe.name.vi} · ${wards.boDe.code}`,
  mode: 'surprise',
  kind: 'public_service',
  topic: 'Trách nhiệm thực thi công vụ',
  topicEnglish: 'Responsibility in public service',
  decisionNumber: '31/QĐ-SNV',
  decisionOn: '2/1/2026',
  plannedFrom: '3/3/2026',
  plannedTo: '4/3/2026',
  head: staff.head.id,
  secretary: staff.secretary.id,
  members: [staff.member.id],
  approver: staff.supervisor.id,
  // The same few people visit the same ward all through the tests.
  ...Object.fromEntries(
    [staff.head, staff.secretary, staff.member].map(({ id }) => [`conflict-${id}`, 'Không còn ai khác']),
  ),
});

export const findingForm = {
  sign: '2.1',
  severity: 'moderate',
  seen: 'Lúc 8 giờ 30 tại bộ phận một cửa vắng 2 trên 5 công chức.',
  legalBasis: 'Chỉ thị 26/CT-TTg ngày 05/9/2016',
  mustDo: 'Bố trí đủ người trực theo lịch đã niêm yết.',
  responsiblePost: 'Chủ tịch UBND phường',
  term: '10',
  caption: '',
  // The same is found at the same ward all through the tests.
  repeatOf: 'none',
  notRepeatReason: 'Sự việc khác',
};

/** From which units to draw, as a supervisor fills it in. */
export const drawForm = {
  kind: 'ward',
  below: '',
  on: '2/3/2026',
  restDays: '0',
  seriousWeight: '3',
  absenceWeight: '1',
  complaintWeight: '1',
  count: '2',
};

/** The minutes of a morning, as a secretary writes them. */
export const minutesForm = {
  begunAt: '8:00',
  endedAt: '11h30',
  place: 'Trụ sở UBND phường Bồ Đề',
  present: 'Nguyễn Thị Hoa, Phó Chủ tịch UBND phường',
  representative: 'Nguyễn Thị Hoa, Phó Chủ tịch UBND phường',
  course: 'Kiểm tra bộ phận một cửa.',
  unitWords: 'Đơn vị tiếp thu.',
};

/** The findings that a case's page lists. */
const findingsOn = ({ html }: Reply): string[] => [
  ...new Set([...html.matchAll(/href="\/findings\/([\w-]{10,})"/g)].map((match) => match[1] ?? '')),
];

let copies = 0;
/** A PDF like no other: the bytes of two are never the same. */
export const paper = (name = 'biên bản.pdf', field = 'files'): SentFile => {
  copies += 1;
  return {
    field,
    name,
    content: Buffer.concat([pdf, Buffer.from(`% ${copies}\n`)]),
    type: 'application/pdf',
  };
};

/** Walks cases through the pages, as their people would. */
export function walker(office: Office, staff: Staff) {
  const { head, supervisor, officer } = staff;

  async function prepare(more: Form = {}, by: Worker = head): Promise<string> {
    const page = expectStatus(await by.agent.get('/inspections/new'), 200, 'the form of an inspection');
    const form = { id: idOn(page), version: '0', ...visitForm(office, staff), ...more };
    return idIn(expectStatus(await by.agent.post('/inspections', form), 303, 'preparing'));
  }

  /** Presses a button on a case's page. */
  async function press({ agent }: { agent: Agent }, id: string, step: string): Promise<void> {
    const version = versionOn(await agent.get(`/inspections/${id}`));
    expectStatus(await agent.post(`/inspections/${id}/${step}`, { version }), 303, step);
  }
  /** Presses the button of any page that sends its version. */
  async function pressOn(path: string, noun: string, { agent }: { agent: Agent }): Promise<void> {
    const version = versionOn(await agent.get(path));
    expectStatus(await agent.post(`${path}/${noun}`, { version }), 303, noun);
  }

  /** Sends the form of a visit again with something changed. */
  async function revise(id: string, more: Form, by: Worker = head): Promise<void> {
    const page = expectStatus(
      await by.agent.get(`/inspections/${id}/edit`),
      200,
      'the form of an inspection',
    );
    const form = { version: versionOn(page), ...visitForm(office, staff), mode: 'scheduled', ...more };
    expectStatus(await by.agent.post(`/inspections/${id}`, form), 303, 'revising');
  }
  const approve = (id: string, by: Worker = supervisor) => press(by, id, 'approval');
  const open = (id: string, by: Worker = head) => press(by, id, 'opening');

  /** Prepares, approves and opens a visit. */
  async function opened(more: Form = {}): Promise<string> {
    const id = await prepare(more);
    await approve(id);
    await open(id);
    return id;
  }

  async function record(
    id: string,
    more: Form = {},
    files: SentFile[] = [],
    by: Worker = head,
  ): Promise<string> {
    const page = expectStatus(
      await by.agent.get(`/inspections/${id}/findings/new`),
      200,
      'the form of a finding',
    );
    const form = { id: idOn(page), version: '0', ...findingForm, ...more };
    return idIn(
      expectStatus(await by.agent.upload(`/inspections/${id}/findings`, form, files), 303, 'recording'),
    );
  }

  /** Sends one of a case's forms, on the version that its page shows. */
  async function send(id: string, noun: string, form: Form, by: Worker): Promise<void> {
    const path = `/inspections/${id}/${noun}`;
    const version = versionOn(expectStatus(await by.agent.get(path), 200, `the form: ${noun}`));
    expectStatus(await by.agent.post(path, { version, ...form }), 303, noun);
  }
  const dayNow = () => dayOf(office.product.clock.now()).split('-').reverse().join('/');

  /** Writes the minutes of today and records that the unit has signed. */
  async function minuted(id: string, by: Worker = head): Promise<void> {
    await send(id, 'minutes', { ...minutesForm, on: dayNow() }, by);
    await send(id, 'signing', { on: dayNow(), outcome: 'signed' }, by);
  }

  /** Gives the unit the draft today. */
  const sendDraft = (id: string, by: Worker = head): Promise<void> =>
    send(id, 'draft', { deliveredOn: dayNow(), how: 'handed', to: 'Bà Hoa, văn thư' }, by);

  async function answer(
    findingId: string,
    form: Form = {},
    files: SentFile[] = [],
    by = officer,
  ): Promise<void> {
    const path = `/findings/${findingId}/reply`;
    const version = versionOn(expectStatus(await by.agent.get(path), 200, 'the form of an answer'));
    const sent = { version, kind: 'agreement', words: '', caption: '', ...form };
    expectStatus(await by.agent.upload(path, sent, files), 303, 'answering');
  }

  async function decide(findingId: string, form: Form, by: Worker = supervisor): Promise<void> {
    const path = `/findings/${findingId}/decision`;
    const version = versionOn(expectStatus(await by.agent.get(path), 200, 'the form of a decision'));
    expectStatus(await by.agent.post(path, { version, reason: 'Đã đối chiếu.', ...form }), 303, 'deciding');
  }

  /** What comes between the visit and its conclusion: minutes, and the unit's agreement to every finding. */
  async function settled(id: string, by: Worker = officer): Promise<void> {
    const page = await head.agent.get(`/inspections/${id}`);
    if (page.html.includes(`/inspections/${id}/minutes`)) await minuted(id);
    const after = await head.agent.get(`/inspections/${id}`);
    if (!after.html.includes(`/inspections/${id}/draft"`)) return;
    await sendDraft(id);
    for (const finding of findingsOn(after)) await answer(finding, {}, [], by);
  }

  async function conclude(
    id: string,
    deliveredOn: string,
    by: Worker = supervisor,
    answeredBy: Worker = officer,
  ): Promise<void> {
    await settled(id, answeredBy);
    const conclusion = 'Đơn vị chấp hành chưa nghiêm giờ làm việc.';
    await send(id, 'conclusion', { deliveredOn, how: 'handed', to: 'Bà Hoa, văn thư', conclusion }, by);
  }

  async function report(
    findingId: string,
    files: SentFile[] = [paper()],
    by: Worker = officer,
  ): Promise<void> {
    const path = `/findings/${findingId}/remediation`;
    const version = versionOn(expectStatus(await by.agent.get(path), 200, 'the form of a remediation'));
    const form = { version, done: 'Đã bố trí đủ người trực.', caption: '' };
    expectStatus(await by.agent.upload(path, form, files), 303, 'reporting');
  }

  async function verify(
    findingId: string,
    outcome: 'accepted' | 'returned',
    reason = '',
    by: Worker = head,
  ): Promise<void> {
    const path = `/findings/${findingId}/verification`;
    const version = versionOn(expectStatus(await by.agent.get(path), 200, 'the form of a verification'));
    expectStatus(await by.agent.post(path, { version, outcome, reason }), 303, 'verifying');
  }

  /** Looks at the candidates for a draw among the wards and presses the button that draws. */
  async function draw(more: Form = {}, by: Worker = supervisor): Promise<string> {
    const { agent } = by;
    await agent.get('/draws/new');
    const form = { ...drawForm, team: [head.id], ...more };
    const { html } = expectStatus(await agent.post('/draws/candidates', form), 200, 'the candidates');
    const sent = { ...form, id: hidden(html, 'id'), shown: hidden(html, 'shown') };
    return idIn(expectStatus(await agent.post('/draws', sent), 303, 'drawing'));
  }

  return {
    prepare,
    revise,
    draw,
    press,
    pressOn,
    approve,
    open,
    opened,
    record,
    send,
    minuted,
    sendDraft,
    answer,
    decide,
    settled,
    conclude,
    report,
    verify,
  };
}
export type Walker = ReturnType<typeof walker>;
