import { expect } from 'chai';
import { Agent } from '../support/agent.js';
import { hidden, idOn } from '../support/cases.js';
import { officeAtWork } from '../support/office-at-work.js';
import { PASSWORD } from '../support/product.js';

describe('an invitation', () => {
  const { office, staff } = officeAtWork();

  const form = { unit: '00118', name: 'Nguyễn Thị Hoa', titleVi: 'Công chức Văn phòng', titleEn: '' };
  const make = async (
    more: Record<string, string> = {},
    who: 'supervisor' | 'administrator' = 'supervisor',
  ) => {
    const { agent } = staff[who];
    const page = await agent.get('/invitations');
    return agent.post('/invitations', { ...form, id: idOn(page), ...more });
  };
  const pathIn = (html: string): string => /\/invitation\/[\w-]{43}/.exec(html)?.[0] ?? '';
  const stranger = () => new Agent(office.product.url);
  const taken = { userName: 'hoa.bode', newPassword: PASSWORD, repeatedPassword: PASSWORD };

  it('is made by supervisors and administrators, for a unit of their area, and told once', async () => {
    const made = await make();
    expect(made.status, made.text.slice(0, 300)).to.equal(200);
    expect(pathIn(made.html)).not.to.equal('');
    expect(pathIn((await staff.supervisor.agent.get('/invitations')).html)).to.equal('');
    const wrong = await make({ unit: 'Phường Không Có', name: 'Giữ tên' });
    expect(wrong.status).to.equal(422);
    expect(wrong.html).to.include('value="Giữ tên"');
    for (const person of [staff.head, staff.officer, staff.leader])
      expect((await person.agent.get('/invitations')).status).to.equal(403);
    expect((await staff.otherSupervisor.agent.get('/invitations')).text).not.to.include('Nguyễn Thị Hoa');
    expect((await staff.administrator.agent.get('/invitations')).text).to.include('Nguyễn Thị Hoa');
  });

  it('makes an account in the post that was fixed, and works once', async () => {
    const path = pathIn((await make()).html);
    const guest = stranger();
    const page = await guest.get(path);
    expect(page.text).to.include('Phường Bồ Đề').and.include('Nguyễn Thị Hoa');
    const short = await guest.post(path, { ...taken, newPassword: 'ngắn', repeatedPassword: 'ngắn' });
    expect(short.status).to.equal(422);
    expect(short.html).to.include('value="hoa.bode"').and.not.include('ngắn"');
    const known = await guest.post(path, { ...taken, userName: staff.officer.userName });
    expect(known.text).to.include('Tên đăng nhập này đã có người dùng');
    const answers = await Promise.all([
      guest.post(path, taken),
      guest.post(path, { ...taken, userName: 'hoa.hai' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 404]);
    expect((await stranger().get(path)).status).to.equal(404);
    const winner = answers[0]?.status === 303 ? 'hoa.bode' : 'hoa.hai';
    const hoa = await office.product.agentFor({ userName: winner });
    expect((await hoa.get('/account')).text).to.include('Công chức Văn phòng, Phường Bồ Đề');
    expect((await hoa.get('/people')).status).to.equal(403);
    expect((await staff.supervisor.agent.get('/invitations')).text).to.include('Đã nhận');
  });

  it('ends when it is revoked, and when its days are over', async () => {
    const { agent } = staff.administrator;
    const revoked = pathIn((await make({ name: 'Lê Thu Hồi' }, 'administrator')).html);
    const late = pathIn((await make({ name: 'Trần Văn Muộn' }, 'administrator')).html);
    const list = await agent.get('/invitations');
    const row = list.html.slice(list.html.indexOf('Lê Thu Hồi'));
    const [action = ''] = /\/invitations\/\w{20}\/revocation/.exec(row) ?? [];
    expect((await agent.post(action, { version: hidden(row, 'version') })).status).to.equal(303);
    const answers = await Promise.all([stranger().get(revoked), stranger().get(late)]);
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 404]);
    office.product.clock.forward(7 * 24 * 60);
    for (const path of [revoked, late]) {
      const ended = await stranger().get(path);
      expect(ended.status).to.equal(404);
      expect(ended.text).to.include('đề nghị người mời gửi đường dẫn mới');
    }
    expect((await stranger().get('/invitation/nothing')).status).to.equal(404);
    expect(await office.services.journal.verify()).to.have.property('faults').that.is.empty;
  });
});
