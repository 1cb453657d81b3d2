import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';

type Line = Record<string, string>;

/** The rows of a downloaded list, and what stands under them. */
async function download({ agent }: Worker, path: string): Promise<{ rows: Line[]; about: Line }> {
  const { status, html, headers } = await agent.get(path);
  expect([status, headers.get('content-type')]).to.deep.equal([200, 'text/csv; charset=utf-8']);
  const [list = '', about = ''] = html.replace(/^\uFEFF/, '').split('\r\n\r\n');
  return {
    rows: parse<Line>(list, { columns: true }),
    about: Object.fromEntries(parse(about)),
  };
}

describe('lists as files', () => {
  const { office, staff, walk } = officeAtWork();
  const ids: string[] = [];
  before(async () => {
    // More than a page of the list, so that a file which held one page only would show.
    for (let number = 0; number < 28; number += 1) ids.push(await walk.prepare({ mode: 'scheduled' }));
    const id = await walk.opened();
    await walk.record(id, { severity: 'serious', seen: 'Vắng 2 người, "không" rõ lý do' });
    await walk.record(id, { severity: 'minor' });
    await walk.conclude(id, '2/3/2026');
  });

  it('hold every row that the list counts, not a page of them', async () => {
    const { rows, about } = await download(staff.head, '/inspections.csv');
    const { text } = await staff.head.agent.get('/inspections');
    expect(rows).to.have.length(29);
    expect(text).to.include('29 cuộc kiểm tra');
    expect(about['Số dòng']).to.equal('29');
    expect(about['Người xuất']).to.equal(staff.head.name);
    const opened = rows.find((row) => row['Trạng thái'] === 'Đã kết luận');
    expect(opened).to.include({ 'Số hồ sơ': 'KT-2026-0001', 'Mã đơn vị': '00118', 'Số phát hiện': '2' });
  });

  it('are narrowed as the list is, and say so', async () => {
    const { rows, about } = await download(staff.supervisor, '/findings.csv?view=all&severity=serious');
    expect(rows).to.have.length(1);
    expect(rows[0]).to.include({ Số: 'KT-2026-0001/1', 'Mức độ': 'Khuyết điểm', 'Biểu hiện số': '2.1' });
    expect(rows[0]?.['Nội dung phát hiện']).to.equal('Vắng 2 người, "không" rõ lý do');
    expect(about['Điều kiện lọc']).to.equal('Tất cả; Mức độ: Khuyết điểm');
  });

  it('hold what their reader may see, nothing else', async () => {
    const { officer, strangeOfficer, administrator } = staff;
    expect((await download(officer, '/inspections.csv')).rows).to.have.length(1);
    expect((await download(officer, '/findings.csv?view=all')).rows).to.have.length(2);
    for (const stranger of [strangeOfficer, administrator]) {
      expect((await download(stranger, '/inspections.csv')).rows).to.have.length(0);
      expect((await download(stranger, '/findings.csv?view=all')).rows).to.have.length(0);
    }
  });

  it('are offered on the page of the list, as a workbook too, in the reader’s language', async () => {
    const { agent } = staff.supervisor;
    const { html } = await agent.get('/findings?view=all&severity=serious');
    const [href] = /\/findings\.xlsx\?[^"]*/.exec(html) ?? [];
    const reply = await agent.get((href ?? '').replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
    expect(reply.status).to.equal(200);
    expect(reply.headers.get('content-disposition')).to.equal('attachment; filename="findings.xlsx"');
    expect(reply.html.startsWith('PK')).to.equal(true);
  });

  it('ask a stranger to sign in first', async () => {
    const reply = await office.product.agent().get('/findings.xlsx');
    expect([reply.status, reply.location]).to.deep.equal([303, '/sign-in?next=%2Ffindings.xlsx']);
  });
});
