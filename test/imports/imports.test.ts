import { expect } from 'chai';
import { bare } from '../../src/imports/columns.js';
import { sampleXlsx } from '../../src/imports/sample.js';
import { momentAt } from '../../src/shared/dates.js';
import { loadTranslations } from '../../src/web/translations.js';
import type { Form } from '../support/agent.js';
import { takeForm } from '../support/imports.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

const HEAD = 'Số;Cơ quan kiểm tra;Mã đơn vị;Hình thức;Loại;Chủ đề;Ngày kiểm tra;Ngày kết luận';
const good = (number: string, unit = '00118') =>
  `${number};01;${unit};Theo kế hoạch;Chuyên đề;Văn thư;20/2/2024;15/03/2024`;

describe('importing past inspections', () => {
  const { office, staff } = officeAtWork({ now: momentAt('2026-03-02', '09:00') });

  const page = '/imports/inspections';
  const look = async (content: string | Buffer, { agent }: Worker = staff.administrator, name = 'cũ.csv') => {
    await agent.get(page);
    return agent.upload(page, { of: '' }, [{ field: 'table', name, content }]);
  };
  const take = (form: Form, { agent }: Worker = staff.administrator) =>
    agent.upload(`${page}/taking`, form, []);

  it('is for the administrator and supervisors', async () => {
    for (const { agent } of [staff.head, staff.officer, staff.leader]) {
      expect((await agent.get(page)).status).to.equal(403);
      expect((await agent.get('/imports')).status).to.equal(404);
    }
    expect((await staff.head.agent.upload(page, { of: '' }, [])).status).to.equal(403);
    for (const { agent } of [staff.administrator, staff.supervisor])
      expect((await agent.get('/imports')).text).to.include('Nhập các cuộc kiểm tra đã qua');
    expect((await staff.supervisor.agent.get('/imports/nothing')).status).to.equal(404);
  });

  it('says which columns there are, and gives out samples that it takes itself', async () => {
    const { agent } = staff.administrator;
    const { text } = await agent.get(page);
    expect(text)
      .to.include('opened_on · bắt buộc')
      .and.to.include('Mã hoặc tên đơn vị, như vào ngày kiểm tra');
    const csv = await agent.get(`${page}/sample.csv`);
    expect(csv.headers.get('content-type')).to.include('text/csv');
    expect(csv.html).to.include('Cơ quan kiểm tra,Đơn vị được kiểm tra');
    const sample = await look(csv.html.replaceAll(',004,', ',00127,'));
    expect(sample.text).to.include('2 cuộc kiểm tra sẵn sàng để nhập');
    expect((await agent.get(`${page}/sample.pdf`)).status).to.equal(404);
  });

  it('accepts the words of either language at the head of a column', async () => {
    const t = await loadTranslations();
    for (const kind of ['inspections', 'plan-lines', 'signs'].map(office.services.imports.kindOf))
      for (const { name, called } of kind.columns)
        for (const language of ['vi', 'en'] as const)
          expect([name, ...called].map(bare)).to.include(bare(t(language)(`${kind.words}.column.${name}`)));
  });

  it('lists every bad row with its number and reason and offers nothing to take', async () => {
    const rows = [
      good('2024/1'),
      '2024/1;01;00118;Theo kế hoạch;Chuyên đề;Văn thư;20/2/2024;',
      '2024/2;01;99999;Sau này;Chuyên đề;Văn thư;20/2/2024;',
      '2024/3;01;Tân Lập;Đột xuất;Công vụ;;31/2/2024;1/1/2024',
      '2024/4;01;118;Đột xuất;Công vụ;Họp;3/3/2026;1/1/2024',
    ];
    const reply = await look([HEAD, ...rows].join('\n'));
    expect(reply.status).to.equal(422);
    expect(takeForm(reply)).to.equal(undefined);
    expect(reply.text)
      .to.include('4 dòng cần sửa; chưa nhập dòng nào')
      .and.to.include('3 Số “2024/1” đã có ở dòng 2')
      .and.to.include('4 Hình thức “Sau này” không phải là một trong các giá trị: Đột xuất, Theo kế hoạch')
      .and.to.include('5 Chủ đề Chưa nhập mục này')
      .and.to.include('5 Ngày kiểm tra “31/2/2024” không phải là ngày')
      .and.to.include('6 Ngày kiểm tra Ngày này chưa đến')
      .and.to.include('6 Ngày kết luận Ngày kết luận trước ngày kiểm tra');
    // The bad row and the one that it repeats are both shown, and its line leads to either; others are not shown.
    expect(reply.html)
      .to.include('<a href="#row-3">3</a>')
      .and.to.include('<a href="#row-2">xem dòng 2</a>')
      .and.to.include('<tr id="row-2">')
      .and.to.include('<tr id="row-3">');
    const late = await look(
      [HEAD, ...Array.from({ length: 8 }, (_, n) => good(`2024/5${n}`)), rows[2]].join('\n'),
    );
    expect(late.html).to.include('<tr id="row-10">').and.not.to.include('<tr id="row-2">');
    const ambiguous = await look([HEAD, good('2024/5', 'Tân Lập'), good('2024/6', '77')].join('\n'));
    expect(ambiguous.text).to.include('2 Đơn vị được kiểm tra').and.to.include('3 Đơn vị được kiểm tra');
    expect((await staff.leader.agent.get('/inspections')).text).to.include('0 cuộc kiểm tra');
  });

  it('refuses what is no table, and a form without a file, in words', async () => {
    const nothing = await staff.administrator.agent.upload(page, { of: '' }, []);
    expect([nothing.status, nothing.text.includes('Hãy chọn tệp')]).to.deep.equal([422, true]);
    const bad: [string, string | Buffer, string][] = [
      ['anh.png', 'x', 'không phải là bảng'],
      ['a.csv', Buffer.from([0x61, 0xff, 0x0a]), 'CSV UTF-8'],
      ['a.csv', 'Số;Ngày\n1;2', 'thiếu cột: authority_code'],
      ['a.xlsx', 'không phải zip', 'không đúng với phần mở rộng'],
    ];
    for (const [name, content, words] of bad) {
      const reply = await look(content, staff.administrator, name);
      expect([reply.status, reply.text.includes(words)], name).to.deep.equal([422, true]);
    }
  });

  it('takes everything at once, once, with a record of the file, and leaves alone what is known', async () => {
    const reply = await look([HEAD, good('2024/1'), good('2024/2', '118')].join('\n'));
    const form = takeForm(reply) ?? {};
    const first = await take(form);
    expect(first.status).to.equal(303);
    expect((await take(form)).location).to.equal(first.location);
    const done = await staff.administrator.agent.get(first.location ?? '');
    expect(done.text).to.include('Đã nhập 2 cuộc kiểm tra').and.to.include('cũ.csv');
    const list = await staff.leader.agent.get('/inspections');
    expect(list.text).to.include('2 cuộc kiểm tra').and.to.include('2024/2');
    const sheet = [...[HEAD, good('2024/2'), good('2024/3')].map((line) => line.split(';'))];
    const again = await look(await sampleXlsx(sheet), staff.administrator, 'mới.xlsx');
    expect(again.text).to.include('1 cuộc kiểm tra sẵn sàng').and.to.include('1 dòng đã có trong hệ thống');
    expect((await take(takeForm(again) ?? {})).status).to.equal(303);
    const known = await look([HEAD, good('2024/3')].join('\n'));
    expect(takeForm(known)).to.equal(undefined);
    expect(known.text).to.include('Không có gì mới để nhập');
    expect((await staff.administrator.agent.get('/imports')).text).to.include('mới.xlsx');
    expect(await office.services.journal.verify())
      .to.have.property('faults')
      .that.deep.equals([]);
  });

  it('shows the file anew when something has changed since it was looked at', async () => {
    const reply = await look([HEAD, good('2024/8')].join('\n'));
    const form = takeForm(reply) ?? {};
    office.product.clock.present = momentAt('2024-02-01', '09:00');
    const late = await take(form);
    office.product.clock.present = momentAt('2026-03-02', '10:00');
    expect([late.status, late.text.includes('Ngày này chưa đến')]).to.deep.equal([409, true]);
    expect((await take(form)).status).to.equal(303);
  });

  it('gives nobody a file that another has sent, and no supervisor the cases of another authority', async () => {
    const reply = await look([HEAD, good('2024/9')].join('\n'));
    const stolen = await take(takeForm(reply) ?? {}, staff.supervisor);
    expect([stolen.status, stolen.text.includes('Hãy chọn tệp')]).to.deep.equal([422, true]);
    const ward = await office.hire('supervisor', office.wards.boDe);
    const other = await look([HEAD, good('2024/9')].join('\n'), ward);
    expect(other.text).to.include('Bạn chỉ nhập được cuộc kiểm tra của cơ quan mình');
  });

  it('is there in English', async () => {
    const reader = await office.hire('administrator', office.city, { language: 'en' });
    const reply = await look('number,mode\n1,x', reader);
    expect(reply.text).to.include('lacks columns');
    const bad = await look([HEAD, good('2024/9').replace('Theo kế hoạch', 'Later')].join('\n'), reader);
    expect(bad.text).to.include('1 row must be mended').and.to.include('“Later” is none of');
  });
});
