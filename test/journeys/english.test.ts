import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { fromRoot } from '../../src/shared/project-root.js';
import { fill, routesOf } from '../support/addresses.js';
import { findingForm, paper, visitForm } from '../support/cases.js';
import { officeAtWork } from '../support/office-at-work.js';

/** Letters that no English word has. */
const VIETNAMESE =
  /[\p{L}]*[ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵÀÁẢÃẠÈÉẺẼẸÌÍỈĨỊÒÓỎÕỌÙÚỦŨỤỲÝỶỸỴ][\p{L}]*/gu;
const wordings = readdirSync(fromRoot('src/web/locales/en')).map((file) => file.replace(/\.json$/, ''));
/** A wording that nobody has written shows as its key; an object that a template took for a text shows as this. */
const KEY = new RegExp(`\\b(${wordings.join('|')}):[a-z]\\w*(\\.\\w+)*|\\[object `, 'g');

/** Pages that name Vietnamese texts, laws and posts as what they are. */
const sources = /^\/(signs|checklists|calendar|settings|people|units\.csv|wordings\.csv)/;

describe('the product in English', function () {
  // Every page there is, for everybody.
  this.timeout(180_000);
  const { office, staff, walk } = officeAtWork();
  let pages: string[];
  before(async () => {
    const id = await walk.opened();
    const [returned, reported, open] = [
      await walk.record(id, { term: '1' }, [paper('a.pdf')]),
      await walk.record(id),
      await walk.record(id),
    ];
    await walk.conclude(id, '2/3/2026');
    await walk.report(returned);
    await walk.verify(returned, 'returned', 'Again, please');
    await walk.report(reported);
    const prepared = await walk.prepare();
    const opened = await walk.opened();
    await walk.record(opened);
    await mongoose.connection.collection('people').updateMany({}, { $set: { language: 'en' } });
    const ids = [id, prepared, opened, returned, reported, open, office.wards.boDe.id, staff.officer.id];
    const values = { id: ids, unitCode: ['01', '00118'], term: ['2026-03'], year: ['2026'], number: ['1'] };
    pages = (await routesOf(office, 'get'))
      .flatMap((route) => fill(route, values))
      // Papers, archives and figures for programs are made in languages of their own, and read elsewhere.
      .filter((path) => !/\.(pdf|zip|json)$/.test(path));
  });

  /** What people have typed, or what is called so in its own language. */
  const data = () => [
    ...Object.values(findingForm).filter((text) => text !== ''),
    visitForm(office, staff).topic,
    '31/QĐ-SNV',
    'biên bản.pdf',
    'Kết luận',
    'Đơn vị chấp hành chưa nghiêm giờ làm việc.',
    'Đã bố trí đủ người trực.',
    // Kept with what somebody did, as the post was called then; a unit's page gives its Vietnamese name as well.
    'Chuyên viên, Thành phố Hà Nội',
    'Phó Giám đốc, Thành phố Hà Nội',
    'Công chức Văn phòng, Phường Bồ Đề',
    'Trụ sở UBND phường Bồ Đề',
    'Nguyễn Thị Hoa, Phó Chủ tịch UBND phường',
    'Kiểm tra bộ phận một cửa.',
    'Đơn vị tiếp thu.',
    'Bà Hoa, văn thư',
    'Phường Bồ Đề',
    'NĐ-CP',
    'Tiếng Việt',
    'Kỷ Cương',
    'Trần Quản Trị',
    'Nguyễn Văn',
  ];
  const attributes = /\b(?:aria-label|title|alt|placeholder|data-[a-z-]+)="([^"]*)"/g;

  function wordsOn(html: string): string {
    const visible = html
      .replace(/<(script|style|svg|datalist|del|ins)[\s\S]*?<\/\1>/g, ' ')
      .replace(/<div id="[\w-]+-hint" class="govuk-hint[^>]*>[^<]*/g, ' ')
      .replace(/<(option|input|textarea)[^>]*>[^<]*/g, ' ');
    const hidden = [...visible.matchAll(attributes)].map(([, text = '']) => text).join(' ');
    return data()
      .reduce((text, known) => text.replaceAll(known, ' '), `${visible.replace(/<[^>]+>/g, ' ')} ${hidden}`)
      .replace(/\s+/g, ' ');
  }

  for (const who of ['head', 'supervisor', 'officer', 'leader', 'administrator'] as const)
    it(`says everything in English to the ${who}`, async () => {
      const left: string[] = [];
      let read = 0;
      for (const path of pages) {
        // A workbook is packed: what it says is said by the CSV of the same list.
        if (path.endsWith('.xlsx')) continue;
        const { status, html } = await staff[who].agent.get(path);
        if (status === 200) read += 1;
        const words = wordsOn(html);
        const foreign = sources.test(path) ? [] : (words.match(VIETNAMESE) ?? []);
        const found = [...foreign, ...(words.match(KEY) ?? [])];
        if (found.length > 0) left.push(`${path}: ${[...new Set(found)].slice(0, 12).join(' ')}`);
      }
      expect(left).to.deep.equal([]);
      expect(read).to.be.above(10);
    });

  it('says what is wrong in English', async () => {
    await staff.head.agent.get('/inspections/new');
    const { html } = await staff.head.agent.post('/inspections', { unit: 'Nowhere', plannedFrom: '30/2' });
    expect(wordsOn(html).match(VIETNAMESE)).to.equal(null);
    expect(wordsOn(html).match(KEY)).to.equal(null);
  });
});
