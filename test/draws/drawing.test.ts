import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { peopleRepository } from '../../src/people/people.repository.js';
import { fromRoot } from '../../src/shared/project-root.js';
import { newId } from '../../src/shared/ids.js';
import type { Form } from '../support/agent.js';
import { idOn, versionOn, visitForm } from '../support/cases.js';
import type { Worker } from '../support/office.js';
import { officeAtWork } from '../support/office-at-work.js';
import { postOf } from '../support/product.js';

const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
const drawsStored = () => mongoose.connection.collection<{ _id: string; drawn: string[] }>('draws');

describe('drawing units for surprise visits', () => {
  const { office, staff, walk } = officeAtWork();
  before(async () => {
    const visited = await walk.opened();
    await walk.record(visited, { severity: 'serious' });
  });

  const criteria = (more: Form = {}): Form => ({
    kind: 'ward',
    below: '',
    on: '2/3/2026',
    restDays: '0',
    seriousWeight: '3',
    absenceWeight: '1',
    complaintWeight: '1',
    count: '2',
    team: [staff.head.id],
    ...more,
  });

  async function look(more: Form = {}, { agent }: Worker = staff.supervisor) {
    await agent.get('/draws/new');
    return agent.post('/draws/candidates', criteria(more));
  }

  /** Looks at the list and presses the button that draws. */
  async function draw(more: Form = {}, by: Worker = staff.supervisor) {
    const { html } = await look(more, by);
    const form = { ...criteria(more), id: hidden(html, 'id'), shown: hidden(html, 'shown'), ...more };
    const reply = await by.agent.post('/draws', form);
    return { reply, form, id: reply.location?.split('/').at(-1) ?? '' };
  }
  const stored = async (id: string) => (await drawsStored().findOne({ _id: id }))!;
  const release = async (id: string, unit: string) => {
    const { agent } = staff.supervisor;
    const version = versionOn(await agent.get(`/draws/${id}/release`));
    return agent.post(`/draws/${id}/release`, { version, unit, reason: 'Đơn vị gặp thiên tai' });
  };

  it('shows before the draw who is on the list, what each weighs, and who is left out and why', async () => {
    const { status, text, html } = await look({
      restDays: '30',
      excludedUnit1: 'Phường Việt Hưng',
      excludedReason1: 'Đang có đoàn thanh tra',
    });
    expect(status).to.equal(200);
    expect(text)
      .to.include('2 đơn vị được đưa vào bốc thăm, 2 đơn vị bị loại')
      .and.to.include('Đã kiểm tra ngày 02/03/2026')
      .and.to.include('Đang có đoàn thanh tra')
      .and.to.include('50,0 %');
    expect(html).to.include('name="excludedReason1" value="Đang có đoàn thanh tra"');
    expect(await drawsStored().countDocuments()).to.equal(0);
  });

  it('weighs open serious findings and the time since the last visit', async () => {
    const { text } = await look();
    expect(text).to.match(
      /Phường Bồ Đề 00118 02\/03\/2026 \d cuộc kiểm tra, \d yêu cầu khắc phục 1 4 12,9 %/,
    );
    expect(text).to.match(/Phường Việt Hưng 00127 Chưa có 0 cuộc kiểm tra, 0 yêu cầu khắc phục 0 9 29,0 %/);
  });

  it('weighs complaints as they were typed, and says where they come from', async () => {
    const complaints = 'Phường Bồ Đề: 2\r\n00127\t3';
    const typed = { complaints, complaintSource: 'iHanoi, tháng 2/2026', complaintWeight: '2' };
    const { text, html } = await look(typed);
    expect(text).to.match(/Phường Bồ Đề 00118 .{0,80} khắc phục 1 2 8 /);
    expect(text).to.match(/Phường Việt Hưng 00127 .{0,80} khắc phục 0 3 15 /);
    expect(html).to.include('name="complaints" value="Phường Bồ Đề: 2');
  });

  it('leaves out a unit in which somebody of the team holds a post', async () => {
    const { vietHung } = office.wards;
    const person = (await peopleRepository.find(staff.member.id))!;
    await peopleRepository.save({ ...person, posts: [...person.posts, postOf('officer', vietHung)] });
    const { text } = await look({ team: [staff.member.id] });
    expect(text).to.include(`${person.name} đang giữ chức vụ tại đơn vị`);
    expect((await look({ team: [staff.head.id] })).text).to.not.include('đang giữ chức vụ tại đơn vị');
  });

  const refusals: [what: string, more: () => Form, says: string][] = [
    ['a day that no calendar has', () => ({ on: '30/2/2026' }), 'Không có ngày này'],
    ['a day to come', () => ({ on: '3/3/2026' }), 'không được sau hôm nay'],
    ['no number of units', () => ({ count: '' }), 'Hãy nhập một số nguyên'],
    ['a weight beyond measure', () => ({ seriousWeight: '21' }), 'Nhập một số từ 0 đến 20'],
    ['an unknown unit above', () => ({ below: 'Trên Mây' }), 'Trên Mây'],
    ['an unknown kind', () => ({ kind: 'cloud' }), 'Hãy chọn một trong các giá trị'],
    ['somebody from nowhere', () => ({ team: [newId()] }), 'Chọn người trong danh sách'],
    ['an exclusion without its reason', () => ({ excludedUnit1: 'Phường Bồ Đề' }), 'Lý do loại: Chưa nhập'],
    [
      'complaints without their number',
      () => ({ complaints: 'Phường Bồ Đề', complaintSource: 'x' }),
      'Không đọc được dòng “Phường Bồ Đề”',
    ],
    ['complaints from nowhere', () => ({ complaints: '00118 2' }), 'Nguồn số liệu phản ánh: Chưa nhập'],
    [
      'complaints of one unit twice',
      () => ({ complaints: '00118 2\nPhường Bồ Đề | 3', complaintSource: 'x' }),
      'được ghi hai lần',
    ],
    [
      'the exclusion of a unit that has ended',
      () => ({ excludedUnit2: 'Phường Gia Thụy', excludedReason2: 'x' }),
      '30/06/2025',
    ],
  ];
  for (const [what, more, says] of refusals)
    it(`refuses ${what}, says so, keeps what was typed and draws nothing`, async () => {
      const looked = await look(more());
      expect(looked.status).to.equal(422);
      expect(looked.text).to.include(says);
      expect((await draw(more())).reply.status).to.equal(422);
      expect(await drawsStored().countDocuments()).to.equal(0);
    });

  it('refuses to draw more units than there are, and a list that is not the one that was shown', async () => {
    const many = await look({ count: '9' });
    expect(many.text).to.include('Chỉ có 4 đơn vị').and.to.not.include('Bốc thăm 9');
    const stale = await draw({ shown: 'f'.repeat(64) });
    expect(stale.reply.status).to.equal(422);
    expect(stale.reply.text).to.include('Danh sách đã thay đổi từ khi hiển thị');
    expect(hidden(stale.reply.html, 'shown'))
      .to.match(/^[0-9a-f]{64}$/)
      .and.not.equal('f'.repeat(64));
    expect(await drawsStored().countDocuments()).to.equal(0);
  });

  it('is for supervisors only', async () => {
    for (const who of [staff.head, staff.leader, staff.officer, staff.administrator]) {
      expect((await who.agent.get('/draws/new')).status).to.equal(403);
      expect((await who.agent.post('/draws/candidates', criteria())).status).to.equal(403);
      const form = { ...criteria(), id: newId(), shown: '' };
      expect((await who.agent.post('/draws', form)).status).to.equal(403);
    }
  });

  describe('once it is done', () => {
    let first: Awaited<ReturnType<typeof draw>>;
    before(async () => {
      first = await draw({ complaints: '00127 3', complaintSource: 'iHanoi' });
    });

    it('is one entry, however often the form is sent, whatever seed comes with it', async () => {
      expect(first.reply.status).to.equal(303);
      const { agent } = staff.supervisor;
      const again = await agent.post('/draws', { ...first.form, seed: '00'.repeat(32) });
      expect([again.status, again.location]).to.deep.equal([303, first.reply.location]);
      expect(await drawsStored().countDocuments()).to.equal(1);
      const { drawn, ...rest } = await stored(first.id);
      expect(drawn).to.have.length(2);
      expect((rest as unknown as { seed: string }).seed)
        .to.match(/^[0-9a-f]{64}$/)
        .and.not.equal('00'.repeat(32));
    });

    it('is told without a number to those named on it, and to nobody else', async () => {
      for (const who of [staff.supervisor, staff.head])
        expect((await who.agent.get(`/draws/${first.id}`)).text).to.include('Lượt bốc thăm chưa có số');
      for (const who of [staff.otherSupervisor, staff.colleague, staff.leader, staff.officer])
        for (const page of ['', '/list.json', '/verification', '/release'])
          expect((await who.agent.get(`/draws/${first.id}${page}`)).status).to.equal(404);
    });

    it('gives out the very text of which the fingerprint is the SHA-256', async () => {
      const { agent } = staff.head;
      const { html, headers } = await agent.get(`/draws/${first.id}/list.json`);
      const { text } = await agent.get(`/draws/${first.id}`);
      expect(text).to.include('mỗi phản ánh, khiếu nại (nguồn: iHanoi)');
      expect(text).to.include(createHash('sha256').update(html).digest('hex'));
      expect(headers.get('content-disposition')).to.equal('attachment; filename="list.json"');
    });

    it('is not drawn a second time without a reason, and the second entry names the first', async () => {
      const { html, text } = await look();
      expect(text).to.include('Danh sách này đã được bốc thăm');
      expect(html).to.include(`href="/draws/${first.id}"`);
      const silent = await draw();
      expect(silent.reply.status).to.equal(422);
      expect(silent.reply.text).to.include('hãy ghi lý do bốc thăm lại');
      const second = await draw({ reason: 'Đoàn có thêm thành viên' });
      expect(second.reply.status).to.equal(303);
      const page = await staff.supervisor.agent.get(`/draws/${second.id}`);
      expect(page.html).to.include(`href="/draws/${first.id}"`);
      expect(page.text).to.include('Đoàn có thêm thành viên');
      expect((await staff.supervisor.agent.get(`/draws/${first.id}`)).html).to.include(
        `href="/draws/${second.id}"`,
      );
      for (const unit of (await stored(second.id)).drawn) await release(second.id, unit);
      expect((await staff.supervisor.agent.get(`/draws/${second.id}`)).text).to.include('BT-2026-0001');
    });

    it('does not tell another supervisor of itself when he draws from the same units', async () => {
      // The one that was released above is disclosed, so he has to give a reason for that; the first he cannot know of.
      const { html, text } = await look({}, staff.otherSupervisor);
      expect(text).to.include('BT-2026-0001');
      expect(html).to.not.include(first.id);
      const page = await staff.otherSupervisor.agent.get('/draws');
      expect(page.html).to.not.include(first.id);
      const second = /href="(\/draws\/[0-9a-z]{20})"/.exec(page.html)?.[1] ?? '';
      const shown = await staff.otherSupervisor.agent.get(second);
      expect(shown.status).to.equal(200);
      expect(shown.text).to.not.include('Đoàn có thêm thành viên');
    });

    it('leads to the form of a surprise visit with unit and team filled in, which cannot go elsewhere', async () => {
      const [unitId = ''] = (await stored(first.id)).drawn;
      const { agent } = staff.head;
      const path = `/inspections/new?draw=${first.id}&unit=${unitId}`;
      expect((await agent.get(`/draws/${first.id}`)).html).to.include(
        path.replaceAll('&', '&amp;').replaceAll('=', '&#x3D;'),
      );
      expect((await staff.otherSupervisor.agent.get(path)).status).to.equal(404);
      const page = await agent.get(path);
      expect(page.text).to.include('Đơn vị do bốc thăm chọn');
      expect(page.html).to.match(/name="mode"[^>]*value="surprise"[^>]*checked/);
      const unit = (await office.services.units.find(unitId))!;
      const label = `${unit.name.vi} · ${unit.code}`;
      expect(page.html).to.include(`value="${label}"`);
      const form = {
        ...visitForm(office, staff),
        id: idOn(page),
        version: '0',
        draw: first.id,
        unit: label,
      };
      const elsewhere = await agent.post('/inspections', {
        ...form,
        unit: 'Phường Gia Thụy',
        plannedFrom: '1/2/2025',
      });
      expect(elsewhere.status).to.equal(422);
      const announced = await agent.post('/inspections', { ...form, mode: 'scheduled' });
      expect(announced.text).to.include('Đơn vị trúng thăm được kiểm tra đột xuất');
      const foreign = await staff.colleague.agent.post('/inspections', { ...form, head: staff.colleague.id });
      expect(foreign.text).to.include('không phải đơn vị trúng thăm');
      expect((await agent.post('/inspections', form)).status).to.equal(303);
    });

    it('is disclosed with a number when its last visit is opened, not before', async () => {
      const { drawn } = await stored(first.id);
      const [visited = '', other = ''] = drawn;
      const visit = (await mongoose.connection.collection<{ _id: string }>('inspections').findOne({
        draw: first.id,
      }))!._id;
      const unit = (await office.services.units.find(visited))!;
      const spare = await walk.prepare({ draw: first.id, unit: `${unit.name.vi} · ${unit.code}` });
      const early = await release(first.id, visited);
      expect(early.status).to.equal(422);
      expect(early.text).to.include('hãy hủy cuộc kiểm tra đó trước');
      await walk.approve(visit);
      await walk.open(visit);
      const leader = async (path: string) => (await staff.leader.agent.get(path)).status;
      expect(await leader(`/draws/${first.id}`)).to.equal(404);
      expect((await staff.leader.agent.get(`/inspections/${visit}`)).html).to.not.include(first.id);
      expect((await release(first.id, visited)).status).to.equal(422);
      expect((await release(first.id, other)).status).to.equal(303);
      // A second visit from the same draw is still sealed: the draw would betray it.
      expect(await leader(`/draws/${first.id}`)).to.equal(404);
      const { agent } = staff.head;
      const version = versionOn(await agent.get(`/inspections/${spare}/cancellation`));
      await agent.post(`/inspections/${spare}/cancellation`, { version, reason: 'Không cần nữa' });
      expect(await leader(`/draws/${first.id}`)).to.equal(200);
      const page = await staff.leader.agent.get(`/draws/${first.id}`);
      expect(page.text).to.include('BT-2026-0002').and.to.include('Đơn vị gặp thiên tai');
      expect((await staff.leader.agent.get(`/inspections/${visit}`)).text).to.include('BT-2026-0002');
      expect((await staff.officer.agent.get(`/draws/${first.id}`)).status).to.equal(404);
      expect(page.html).to.not.include(spare).and.to.not.include('Không cần nữa');
    });
  });

  describe('drawn again', () => {
    const run = (...words: string[]): Promise<{ code: number; said: string }> => {
      const env = { PATH: process.env['PATH'] ?? '', MONGODB_URI: office.product.config.mongodbUri ?? '' };
      return new Promise((resolve) => {
        execFile(
          process.execPath,
          [fromRoot('dist/scripts/draw.js'), ...words],
          { env },
          (error, out, err) => {
            resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: out + err });
          },
        );
      });
    };
    const verdict = async () => {
      const { _id } = (await drawsStored().findOne({ number: 'BT-2026-0002' } as object))!;
      return (await staff.leader.agent.get(`/draws/${_id}/verification`)).text;
    };

    it('comes to the same, on the page and on the command line', async () => {
      expect(await verdict())
        .to.include('Kết quả đúng')
        .and.to.not.include('Không khớp');
      const { code, said } = await run('verify', 'BT-2026-0002');
      expect(said).to.include('The draw is right.');
      expect(code).to.equal(0);
    }).timeout(30_000);

    const damages: [what: string, change: object, check: string][] = [
      ['another unit', { drawn: ['x', 'y'] }, 'đúng thứ tự'],
      // Another seed may draw the same few units by chance, but the record knows the right one.
      ['another seed', { seed: '00'.repeat(32) }, 'Lịch sử nguyên vẹn và đúng với lần ghi đầu tiên'],
      ['another fingerprint', { fingerprint: '0'.repeat(64) }, 'đúng với mã đã lưu'],
      ['another weight', { 'list.candidates.0.weight': 500 }, 'số liệu của từng đơn vị'],
    ];
    it('shows whatever was altered in the database itself', async () => {
      const filter = { number: 'BT-2026-0002' } as object;
      const whole = (await drawsStored().findOne(filter))!;
      for (const [what, change, check] of damages) {
        await drawsStored().updateOne(filter, { $set: change });
        const text = await verdict();
        expect(text, what).to.include('Có điểm không khớp');
        expect(text, what).to.include(`${check} Không khớp`);
        await drawsStored().replaceOne(filter, whole);
      }
      const journal = mongoose.connection.collection('journal');
      await drawsStored().updateOne(filter, { $set: { drawn: [...whole.drawn].reverse() } });
      const { code, said } = await run('verify', 'bt-2026-0002');
      expect(said).to.include('DIFFERS result').and.to.include('DIFFERS record');
      expect(code).to.equal(1);
      await drawsStored().replaceOne(filter, whole);
      const line = (await journal.findOne({ subjectId: whole._id }))!;
      await journal.deleteOne({ _id: line._id });
      expect(await verdict()).to.include('Có điểm không khớp');
      await journal.insertOne(line);
      expect(await verdict()).to.not.include('không khớp');
    }).timeout(60_000);

    it('refuses other words in one line with exit code 2', async () => {
      for (const words of [
        ['repeat', 'BT-2026-0002'],
        ['verify', 'BT-2026-0999'],
      ]) {
        const { code, said } = await run(...words);
        expect([code, said.trim().split('\n').length], words.join(' ')).to.deep.equal([2, 1]);
      }
    }).timeout(30_000);

    it('stands in the record of the whole product', async () => {
      expect((await office.services.journal.verify()).faults).to.deep.equal([]);
    });
  });
});
