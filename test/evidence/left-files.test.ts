import { expect } from 'chai';
import type { Form, Reply } from '../support/agent.js';
import { answerTheRest } from '../support/answers.js';
import { documentsOf } from '../support/documents.js';
import { idOn, paper, versionOn } from '../support/cases.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

const boxOf = ({ html }: Reply, name: string): string =>
  html.split('<li class="files__kept">').find((one) => one.includes(name)) ?? '';

describe('files of a form that came to nothing', () => {
  const { office, staff, walk } = officeAtWork();
  let at: string;
  let finding: string;
  before(async () => {
    at = await walk.opened();
    finding = await walk.record(at);
    await staff.head.agent.get(`/inspections/${at}/checklist/choice`);
    const chosen = { version: '0', checklist: '1', sections: ['A'] };
    await staff.head.agent.post(`/inspections/${at}/checklist/choice`, chosen);
  });

  let tries = 0;
  /** Sends a form that lacks something, with a file: it says so, and still has the file, now and when it is opened again. */
  async function loses({ agent }: Worker, path: string, form: Form, to = path, field = 'files') {
    const name = `lần ${(tries += 1)}.pdf`;
    const page = await agent.get(path);
    expect(page.status, path).to.equal(200);
    const sent = { id: idOn(page), version: versionOn(page), ...form };
    const refused = await agent.upload(to, sent, [paper(name, field)]);
    expect(refused.status, path).to.equal(422);
    expect(boxOf(refused, name), path)
      .to.match(/ checked>/)
      .and.to.include('biên nhận');
    const again = await agent.get(path);
    expect(again.text, path).to.include('đã tới máy chủ ở lần gửi trước');
    expect(boxOf(again, name), path)
      .to.include('biên nhận')
      .and.to.not.match(/ checked>/);
    return again;
  }

  /** A section of a checklist takes what can be taken: a file is not lost for the sake of its answer. */
  async function keepsInSection(form: Form): Promise<void> {
    const path = `/inspections/${at}/checklist/A`;
    await staff.head.agent.get(path);
    const refused = await staff.head.agent.upload(path, form, [paper('của A1.pdf', 'files-A1')]);
    expect(refused.status).to.equal(422);
    expect((await staff.head.agent.get(path)).html).to.match(/gallery[\s\S]*của A1\.pdf/);
  }

  it('are kept with every form that takes files, and offered when it is opened again', async () => {
    const { head, officer, supervisor } = staff;
    const { id: wrong, long } = { id: '', long: 'x'.repeat(5000) };
    await loses(head, `/inspections/${at}/findings/new`, { seen: '' }, `/inspections/${at}/findings`);
    await loses(head, `/findings/${finding}/evidence`, { caption: long });
    const minutes = await documentsOf(staff).drawUp(at, 'minutes');
    await loses(head, `/documents/${minutes}/scan`, { caption: long });
    const count = { 'version-A1': '0', 'write-A1': 'w1', 'outcome-A1': 'met', 'note-A1': long };
    await keepsInSection(count);
    await answerTheRest(office, staff, at);
    await walk.minuted(at);
    await walk.sendDraft(at);
    await loses(officer, `/findings/${finding}/reply`, { kind: wrong });
    await walk.answer(finding);
    await walk.send(
      at,
      'conclusion',
      { deliveredOn: '2/3/2026', how: 'handed', to: 'Bà Hoa', conclusion: 'x' },
      supervisor,
    );
    await loses(officer, `/findings/${finding}/remediation`, { done: '' });
    await loses(officer, `/findings/${finding}/extension`, { reason: '' });
    await loses(officer, `/inspections/${at}/publication`, { publishedOn: '' });
    await loses(head, `/findings/${finding}/handling`, { who: '' });
  });
});
