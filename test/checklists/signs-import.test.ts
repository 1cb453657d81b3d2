import { expect } from 'chai';
import { sampleXlsx } from '../../src/imports/sample.js';
import { takeForm } from '../support/imports.js';
import { officeAtWork } from '../support/office-at-work.js';

describe('a catalogue of signs from a table', () => {
  const { office, staff } = officeAtWork();

  const page = '/imports/signs';
  const look = async (rows: string[][], more = {}) => {
    const { agent } = staff.administrator;
    await agent.get(page);
    const content = await sampleXlsx([['Mã', 'Tên nhóm', 'Biểu hiện', 'Nguyên văn'], ...rows]);
    const fields = { of: '', validFrom: '1/1/2026', source: 'Phụ lục', ...more };
    return agent.upload(page, fields, [{ field: 'table', name: 'phụ lục.xlsx', content }]);
  };

  it('is the administrator’s alone', async () => {
    expect((await staff.supervisor.agent.get(page)).status).to.equal(403);
    expect((await staff.administrator.agent.get('/signs')).html).to.include(page);
  });

  it('is refused with a code that is there twice or malformed, and a group without a title', async () => {
    const reply = await look([
      ['1.1', 'Nhóm một', 'Đi muộn', 'có'],
      ['1.1', '', 'Về sớm', 'có lẽ'],
      ['2', '', 'Vắng mặt', ''],
      ['3.1', '', 'Gây phiền hà', ''],
      ['3.2', '', '', ''],
    ]);
    expect(reply.status).to.equal(422);
    expect(reply.text)
      .to.include('3 Mã “1.1” đã có ở dòng 2')
      .and.to.include('3 Nguyên văn “có lẽ” không phải')
      .and.to.include('4 Mã Mã gồm số nhóm')
      .and.to.include('5 Tên nhóm Chưa nhập mục này')
      .and.to.include('6 Biểu hiện Chưa nhập mục này')
      .and.to.not.include('6 Tên nhóm');
    const undated = await look([['1.1', 'Nhóm một', 'Đi muộn', 'có']], { validFrom: '31/2' });
    expect([undated.status, undated.text.includes('Không có ngày này')]).to.deep.equal([422, true]);
    expect(undated.html).to.include('value="31/2"').and.to.include('phụ lục.xlsx');
  });

  it('becomes the next version, and the old one stays', async () => {
    const reply = await look([
      ['2.10', 'Nhóm hai', 'Mười', ''],
      ['2.2', '', 'Hai', 'x'],
      ['1.1', 'Nhóm một', 'Đi muộn', 'Có'],
    ]);
    const { agent } = staff.administrator;
    const done = await agent.upload(`${page}/taking`, takeForm(reply) ?? {}, []);
    expect(done.status).to.equal(303);
    expect((await agent.get(done.location ?? '')).text).to.include('phiên bản mới với 3 biểu hiện');
    const { text } = await agent.get('/signs');
    expect(text)
      .to.include('Phiên bản 2')
      .and.to.match(/Đi muộn.*Nguyên văn.*2\.2 Hai.*2\.10 Mười.*Tạm thời/);
    expect((await agent.get('/signs/versions/1')).status).to.equal(200);
    expect(await office.services.journal.verify())
      .to.have.property('faults')
      .that.deep.equals([]);
  });
});
