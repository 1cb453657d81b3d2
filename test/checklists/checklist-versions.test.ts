import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { itemsIn } from '../../src/checklists/checklist.js';
import { successionOf } from '../../src/checklists/sign-succession.js';
import { fromRoot } from '../../src/shared/project-root.js';
import type { Form, Reply } from '../support/agent.js';
import { officeAtWork } from '../support/office-at-work.js';
import { versionOn } from '../support/cases.js';

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');

/** The form of a section as a browser would send it, untouched. */
function formIn({ html }: Reply): Form {
  const form: Form = {};
  const main = html.slice(html.indexOf('<main'));
  for (const [tag] of main.matchAll(/<input [^>]*>/g)) {
    const [, name] = /name="([^"]+)"/.exec(tag) ?? [];
    const [, value] = /value="([^"]*)"/.exec(tag) ?? [];
    if (name === undefined || name === '_csrf') continue;
    if (tag.includes('type="checkbox"') && !tag.includes(' checked')) continue;
    form[name] = [...[form[name] ?? []].flat(), unescaped(value ?? '')];
  }
  for (const [, name, value] of main.matchAll(/<textarea [^>]*name="([^"]+)"[^>]*>([^<]*)<\/textarea>/g))
    form[name ?? ''] = unescaped(value ?? '');
  for (const [, name, options] of main.matchAll(/<select [^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g))
    form[name ?? ''] = /<option value="([^"]*)" selected/.exec(options ?? '')?.[1] ?? '';
  return form;
}

describe('the versions of the checklist', () => {
  const { office, staff, walk } = officeAtWork();

  const draft = '/checklists/draft';
  const begin = async () => {
    const { agent } = staff.administrator;
    await agent.get('/checklists');
    expect((await agent.post(draft)).status).to.equal(303);
    return agent;
  };

  it('are written by the administrator alone', async () => {
    for (const { agent } of [staff.head, staff.supervisor, staff.leader]) {
      await agent.get('/checklists');
      expect((await agent.get('/checklists')).html).to.not.include('/checklists/draft');
      for (const path of [draft, `${draft}/issue`, `${draft}/sections/A`])
        expect((await agent.post(path, { version: '1' })).status, path).to.be.oneOf([403, 422]);
      expect((await agent.get(draft)).status).to.equal(403);
    }
  });

  it('are written section by section, every mistake said beside its field', async () => {
    const agent = await begin();
    const path = `${draft}/sections/A`;
    const form = formIn(await agent.get(path));
    expect(form['counts-0']).to.include('required:Phải có mặt|To be present');
    expect(form['sign-0']).to.equal('2.1');
    const wrong = {
      ...form,
      'code-1': 'A1',
      'code-2': 'B7',
      'vi-3': '',
      'from-4': '31/2/2026',
      'weight-5': '9',
      'sign-5': '99.9',
      'counts-0': 'a|b|c',
    };
    const refused = await agent.post(path, wrong);
    expect(refused.status).to.equal(422);
    for (const field of ['code-1', 'code-2', 'vi-3', 'from-4', 'weight-5', 'sign-5', 'counts-0'])
      expect(refused.html, field).to.include(`href="#${field}"`);
    const right = {
      ...form,
      'vi-1': 'Câu chữ đã sửa',
      'confirmed-1': 'yes',
      'code-3': '',
      'vi-3': '',
      'en-3': '',
    };
    expect((await agent.post(path, right)).status).to.equal(303);
    expect((await agent.post(path, right)).status).to.equal(409);
    const page = await agent.get(draft);
    expect(page.text).to.include('Câu chữ đã sửa').and.to.include('hiện có 59 nội dung');
    expect((await staff.head.agent.get('/checklists')).text).to.not.include('Câu chữ đã sửa');
  });

  it('are issued and never change; a case keeps the version that it began with', async () => {
    const id = await walk.opened();
    const choice = { version: '0', checklist: '1', sections: ['A'] };
    await staff.head.agent.post(`/inspections/${id}/checklist/choice`, choice);
    const agent = await begin();
    const version = versionOn(await agent.get(draft));
    const past = await agent.post(`${draft}/issue`, { version, validFrom: '1/3/2026', source: '' });
    expect(past.status).to.equal(422);
    const issued = await agent.post(`${draft}/issue`, {
      version,
      validFrom: '2/3/2026',
      source: 'QĐ 12/QĐ-SNV',
    });
    expect(issued.location).to.equal('/checklists/versions/2');
    expect(
      (await agent.post(`${draft}/issue`, { version, validFrom: '2/3/2026', source: '' })).status,
    ).to.equal(404);
    expect((await staff.head.agent.get('/checklists')).text).to.include('Câu chữ đã sửa');
    expect((await staff.head.agent.get('/checklists/versions/1')).text).to.not.include('Câu chữ đã sửa');
    expect((await staff.head.agent.get(`/inspections/${id}/checklist/A`)).text).to.not.include(
      'Câu chữ đã sửa',
    );
    const other = await walk.opened();
    expect((await staff.head.agent.get(`/inspections/${other}/checklist/choice`)).text).to.include(
      'phiên bản 2',
    );
    expect((await office.services.journal.verify()).faults).to.deep.equal([]);
  });

  it('are taken from a file: every bad row first, then all or nothing, into the draft', async () => {
    const { agent } = staff.administrator;
    const shipped = readFileSync(fromRoot('src/checklists/data/checklist.csv'), 'utf8');
    const send = async (content: string, path: string, more: Form = {}) => {
      await agent.get('/imports/checklists');
      return agent.upload(path, { of: '', ...more }, [{ field: 'table', name: 'danh mục.csv', content }]);
    };
    const twice = shipped.replace('\nA3,A,', '\nA1,A,').replace('\nB2,B,', '\nC9,B,');
    const bad = await send(twice, '/imports/checklists');
    expect(bad.status).to.equal(422);
    expect(bad.text).to.include('“A1” đã có ở dòng 2').and.to.include('Mã gồm chữ của phần (B)');
    const looked = await send(shipped, '/imports/checklists');
    expect(looked.text).to.include('60 nội dung sẵn sàng để nhập');
    const [, id = ''] = /name="id" value="([^"]*)"/.exec(looked.html) ?? [];
    const [, tableKept = ''] = /name="tableKept" value="([^"]*)"/.exec(looked.html) ?? [];
    const [, action = ''] = /action="(\/imports\/checklists\/[^"]+)"/.exec(looked.html) ?? [];
    const taken = await agent.upload(action, { id, of: '', tableKept }, []);
    expect(taken.status).to.equal(303);
    const { sections } = await office.services.checklists.draft();
    const shippedItems = itemsIn((await office.services.checklists.version(1)).sections);
    const chosen = ({ sign }: { sign: string }) => (sign === '' ? {} : { signVersion: 1 });
    expect(itemsIn(sections)).to.deep.equal(shippedItems.map((item) => ({ ...item, ...chosen(item) })));
    expect((await staff.head.agent.get('/imports/checklists')).status).to.equal(403);
  });

  it('follow a new catalogue of signs in their next version, and findings of older ones at once', async () => {
    const { services } = office;
    const { agent } = staff.administrator;
    const id = await walk.opened();
    await staff.head.agent.post(`/inspections/${id}/checklist/choice`, {
      version: '0',
      checklist: '1',
      sections: ['A', 'B'],
    });
    const { groups, number } = await services.signs.record();
    // Group 2 counted anew with a sign before the first; a sign that an item knows is left out.
    const gone = itemsIn((await services.checklists.version(1)).sections)
      .map(({ sign }) => sign)
      .filter((sign) => sign.startsWith('2.'))
      .at(-1);
    const renumbered = groups.map((group) => {
      if (group.code !== '2') return group;
      const first = { code: '2.1', text: { vi: 'Biểu hiện thêm mới', en: '' }, provisional: false };
      const rest = group.signs.filter(({ code }) => code !== gone);
      return { ...group, signs: [first, ...rest].map((sign, at) => ({ ...sign, code: `2.${at + 1}` })) };
    });
    const actor = { personId: staff.administrator.id, name: 'Quản trị', post: staff.administrator.posts[0]! };
    const issued = await services.signs.issue(actor, {
      version: number,
      validFrom: '2026-03-01',
      source: 'Phụ lục mới',
      groups: renumbered,
    });
    const succession = successionOf(issued, await services.signs.version(number)).map(({ code, to }) => ({
      code,
      to: code === gone ? '' : to,
    }));
    await services.signs.succeed(actor, issued.number, { version: issued.version, succession });

    const form = await staff.head.agent.get(`/inspections/${id}/findings/new?item=A1`);
    expect(form.html).to.include('value="2.2" selected');
    expect(form.text).to.include('của danh mục trước, nay là mã 2.2');
    const offered = await services.wordings.offered();
    expect(offered.filter(({ sign }) => sign === '2.1')).to.deep.equal([]);

    expect((await agent.get('/signs')).html)
      .to.include('href="/checklists"')
      .and.include('href="/wordings"');
    const before = await agent.get('/checklists');
    expect(before.text).to.include('theo mã biểu hiện của danh mục trước').and.include('phải chọn lại');
    expect((await agent.post('/checklists/draft/signs')).location).to.equal('/checklists/draft');
    const item = async (code: string) =>
      itemsIn((await services.checklists.draft()).sections).find((one) => one.code === code);
    expect(await item('A1')).to.include({ sign: '2.2', signVersion: number + 1 });
    expect((await agent.get('/checklists/draft/sections/A')).html).to.include('value="2.2" selected');
    expect((await services.checklists.version(1)).sections[0]?.items[0]?.sign).to.equal('2.1');
    const left = await agent.get('/checklists/draft');
    expect(left.text).to.include('Không còn trong danh mục');
    expect(left.html).to.not.include('action="/checklists/draft/signs"');
    // Its code means another sign now, which nobody chose.
    const [lost] = itemsIn((await services.checklists.draft()).sections).filter(
      ({ sign, signVersion }) => sign === gone && signVersion === number,
    );
    const section = await agent.get(`/checklists/draft/sections/${lost?.code.charAt(0)}`);
    expect(section.text).to.include('không còn trong danh mục đang áp dụng: hãy chọn biểu hiện khác');
    expect(section.html).to.not.include(`value="${gone}" selected`);

    expect((await agent.post('/wordings/signs')).status).to.equal(303);
    expect((await agent.get('/wordings')).html).to.not.include('action="/wordings/signs"');
    expect((await services.journal.verify()).faults).to.deep.equal([]);
    for (const path of ['/checklists/draft/signs', '/wordings/signs'])
      expect((await staff.head.agent.post(path)).status).to.equal(403);
  });
});
