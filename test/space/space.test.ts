import { expect } from 'chai';
import { GIGABYTE, levelOf, quotaOn, sumBy } from '../../src/space/space.js';
import { findingForm, paper, versionOn } from '../support/cases.js';
import { officeAtWork } from '../support/office-at-work.js';
import { newId } from '../../src/shared/ids.js';

describe('the quota of a unit', () => {
  const limits = [{ group: 'space', validFrom: '2026-03-01', values: { unitGigabytes: 5 } }];
  const quotas = [
    { unitId: 'a', unit: 'A', validFrom: '2026-05-01', gigabytes: 0 },
    { unitId: 'a', unit: 'A', validFrom: '2026-04-01', gigabytes: 50 },
  ];
  it('is its own from its day on, and that of all units before', () => {
    const on = (unitId: string, day: string) => quotaOn({ limits, quotas }, unitId, day).bytes / GIGABYTE;
    expect([on('a', '2026-02-01'), on('a', '2026-03-31'), on('a', '2026-04-30')]).to.deep.equal([20, 5, 50]);
    expect([on('a', '2026-05-01'), on('b', '2026-05-01')]).to.deep.equal([0, 5]);
  });

  it('warns from the part that is set, and is used up when nothing is left', () => {
    expect([79, 80, 99, 100].map((bytes) => levelOf(bytes, 100, 80))).to.deep.equal([
      'good',
      'amber',
      'amber',
      'alarm',
    ]);
    expect(levelOf(0, 0, 80)).to.equal('alarm');
  });

  it('is set against sums, the largest first', () => {
    const uses = [
      { unitId: 'a', year: 2025, files: 1, bytes: 10 },
      { unitId: 'b', year: 2026, files: 2, bytes: 25 },
      { unitId: 'a', year: 2026, files: 3, bytes: 20 },
    ];
    expect([...sumBy(uses, ({ unitId }) => unitId)]).to.deep.equal([
      ['a', { files: 4, bytes: 30 }],
      ['b', { files: 2, bytes: 25 }],
    ]);
  });
});

describe('the page of space', () => {
  const { office, staff, walk } = officeAtWork();
  let inspection: string;
  before(async () => {
    inspection = await walk.opened();
    await walk.record(inspection, {}, [paper('một.pdf')]);
  });

  const open = () => staff.administrator.agent.get('/settings/space');
  const setQuota = async (form: Record<string, string>) =>
    staff.administrator.agent.post('/settings/space', { version: versionOn(await open()), ...form });

  it('counts files for the unit of the sender, and tells neither the unit that is inspected nor a case', async () => {
    expect((await open()).text).to.include('chưa được tính lần nào');
    await staff.administrator.agent.post('/settings/jobs/space');
    const { text } = await open();
    expect(text).to.match(/Thành phố Hà Nội 1 1 KB 20,0 GB 0 %/);
    for (const secret of ['Bồ Đề', 'KT-2026', 'một.pdf']) expect(text).not.to.include(secret);
    expect((await staff.supervisor.agent.get('/settings/space')).status).to.equal(403);
  });

  it('keeps what was typed when a quota is for no unit or for a past day', async () => {
    const wrong = await setQuota({ unit: 'Không đâu', gigabytes: '7', validFrom: '01/04/2027' });
    expect([wrong.status, wrong.html.includes('value="7"')]).to.deep.equal([422, true]);
    const past = await setQuota({ unit: 'Hà Nội', gigabytes: '7', validFrom: '01/01/2020' });
    expect(past.status).to.equal(422);
    const negative = await setQuota({ unit: 'Hà Nội', gigabytes: '-1', validFrom: '01/04/2027' });
    expect(negative.status).to.equal(422);
  });

  it('lets a unit without room send nothing more, in words, and keeps the rest of the form', async () => {
    const today = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' });
    const validFrom = today.format(office.product.clock.now());
    expect((await setQuota({ unit: 'Hà Nội', gigabytes: '0', validFrom })).status).to.equal(303);
    const { agent } = staff.head;
    const form = { ...findingForm, id: newId(), version: '0' };
    const reply = await agent.upload(`/inspections/${inspection}/findings`, form, [paper('hai.pdf')]);
    expect(reply.status).to.equal(422);
    expect(reply.text).to.include('Tệp “hai.pdf” không được nhận: đơn vị của bạn đã dùng hết dung lượng');
    expect(reply.text).to.include(findingForm.seen);
    expect(
      (await agent.get(`/inspections/${inspection}/findings/new`)).text,
      'before anybody chooses',
    ).to.include('Đơn vị của bạn đã dùng hết dung lượng được cấp nên chưa gửi được tệp');
    const begun = await fetch(new URL('/uploads', office.product.url), {
      method: 'POST',
      headers: {
        cookie: `session=${agent.cookie('session')}`,
        'x-csrf-token': agent.token,
        'tus-resumable': '1.0.0',
        'upload-length': '10',
        'upload-metadata': `filename ${Buffer.from('ba.pdf').toString('base64')},field ZmlsZXM=`,
      },
    });
    expect([begun.status, await begun.text()]).to.satisfy(
      ([status, text]: [number, string]) => status === 413 && text.includes('dùng hết dung lượng'),
    );
    expect((await staff.administrator.agent.get('/')).text).to.include(
      '1 đơn vị sắp hết hoặc đã hết dung lượng',
    );
    expect((await open()).text).to.match(/Thành phố Hà Nội Đã hết 1 1 KB 0,0 GB \(riêng\) 100 %/);
    const history = await staff.administrator.agent.get('/settings/history');
    expect(history.text).to.include('Đặt định mức dung lượng của đơn vị');
  });
});
