import { expect } from 'chai';
import { buffer } from 'node:stream/consumers';
import { drawPaper } from '../../src/paper/draw-paper.js';
import type { Signing } from '../../src/paper/paper.js';
import { paperPdf } from '../../src/paper/paper.pdf.js';
import { bytesOf, drawn, pieceWith, type ReadPdf } from './support/pdf.js';
import { LETTERS, SENTENCE, listOf, paperWith, paragraph } from './support/papers.js';

const many = (count: number, text = SENTENCE) => Array.from({ length: count }, () => paragraph(text));
const edges = ({ pages }: ReadPdf) => pages.flatMap(({ pieces }) => pieces);

describe('an official paper (Decree 30/2020, Annex I)', () => {
  let pdf: ReadPdf;
  before(async () => {
    const heading = { kind: 'heading' as const, text: 'I. KẾT QUẢ KIỂM TRA' };
    pdf = await drawn(
      paperWith([paragraph(SENTENCE), heading, ...many(12), listOf(Array<string>(60).fill(SENTENCE))]),
    );
  });
  const first = () => pdf.pages[0];

  it('is A4 upright', () => {
    for (const { width, height } of pdf.pages)
      expect([width, height].map(Math.round)).to.deep.equal([210, 297]);
  });

  it('keeps its margins to the millimetre: 30 left, 15 right, 20 above and below', () => {
    const body = edges(pdf).filter(({ baseline }) => baseline > 18);
    expect(Math.min(...body.map(({ left }) => left))).to.be.closeTo(30, 0.5);
    expect(Math.max(...body.map(({ right }) => right))).to.be.closeTo(195, 0.5);
    for (const { pieces } of pdf.pages) {
      const text = pieces.filter(({ baseline }) => baseline > 15);
      expect(Math.min(...text.map(({ baseline, size }) => baseline - size * 0.24))).to.be.within(20, 25);
      expect(Math.max(...text.map(({ baseline }) => baseline))).to.be.at.most(277);
    }
  });

  it('sets each part in its size and style', () => {
    const styles = [
      ['UBND THÀNH PHỐ', 12, 'Regular'],
      ['SỞ NỘI VỤ', 12, 'Bold'],
      ['CỘNG HÒA', 12, 'Bold'],
      ['Độc lập', 13, 'Bold'],
      ['Số:', 13, 'Regular'],
      ['ngày 05 tháng 9', 13, 'Italic'],
      ['BÁO CÁO', 14, 'Bold'],
      ['Kết quả kiểm tra công vụ', 14, 'Bold'],
      ['Kính gửi', 14, 'Regular'],
      ['Trong tháng', 14, 'Regular'],
      ['I. KẾT QUẢ', 14, 'Bold'],
    ] as const;
    for (const [text, size, style] of styles) {
      const piece = pieceWith(first(), text);
      expect([piece.size, piece.font.replace(/^\w+\+Tinos-/, '')], text).to.deep.equal([size, style]);
    }
  });

  it('puts number and date on one line, and the country to the right of the issuer', () => {
    expect(pieceWith(first(), 'Số:').baseline).to.be.closeTo(pieceWith(first(), 'ngày 05').baseline, 0.1);
    expect(pieceWith(first(), 'CỘNG HÒA').left).to.be.greaterThan(pieceWith(first(), 'UBND THÀNH PHỐ').right);
  });

  it('sets the first line of a paragraph in by 1.27 cm and justifies the others', () => {
    expect(pieceWith(first(), 'Trong tháng').left).to.be.closeTo(30 + 12.7, 0.3);
    const line = pieceWith(first(), 'xuất tại các phường');
    expect([line.left, line.right].map(Math.round)).to.deep.equal([30, 195]);
  });

  it('leaves a line ragged that would be torn apart to be flush, as before dots that fill a line', async () => {
    const page = (await drawn(paperWith([paragraph(`Theo Quyết định số ${'…'.repeat(30)} ngày`)]))).pages[0];
    expect(pieceWith(page, 'Theo Quyết').right).to.be.lessThan(100);
  });

  it('numbers its pages from the second, centred in the margin above', () => {
    const numberOn = (index: number) => pdf.pages[index]?.pieces.find(({ baseline }) => baseline < 18);
    expect(numberOn(0)).to.equal(undefined);
    const number = numberOn(1);
    expect([number?.text, number?.size]).to.deep.equal(['2', 13]);
    expect(((number?.left ?? 0) + (number?.right ?? 0)) / 2).to.be.closeTo((30 + 195) / 2, 0.5);
  });

  it('repeats the head of a table on each of its pages and tears no row', () => {
    const pages = pdf.pages.filter(({ text }) => /R\d+/.test(text));
    expect(pages.length).to.be.greaterThan(2);
    for (const page of pages) pieceWith(page, 'Nội dung phải khắc phục');
    const rows = pages.flatMap(({ text }) => text.match(/R\d+/g) ?? []);
    expect(rows).to.have.length(60);
    for (const { pieces } of pages) {
      const starts = pieces.filter(({ text }) => /^R\d+$/.test(text)).length;
      expect(pieces.filter(({ text }) => text.includes('định.') && text.length < 120).length).to.be.at.least(
        starts,
      );
    }
  });

  it('ends with the recipients level with the signer, on a page with words of the paper', () => {
    const last = pdf.pages.at(-1);
    const label = pieceWith(last, 'Nơi nhận:');
    expect([label.size, label.font.slice(7)]).to.deep.equal([12, 'Tinos-BoldItalic']);
    expect(label.baseline).to.be.closeTo(pieceWith(last, 'KT. GIÁM ĐỐC').baseline, 1);
    expect(pieceWith(last, '- Như trên;').size).to.equal(11);
    const name = pieceWith(last, 'Nguyễn Thị Ệ');
    const post = pieceWith(last, 'PHÓ GIÁM ĐỐC');
    expect(name.baseline - post.baseline).to.be.greaterThan(30);
    expect((name.left + name.right) / 2).to.be.closeTo((post.left + post.right) / 2, 0.5);
  });

  it('names its title, author and language, and embeds its fonts', async () => {
    expect(pdf.info['Title']).to.equal('Báo cáo thử');
    expect(pdf.info['Author']).to.equal('Ủy ban nhân dân phường Văn Miếu - Quốc Tử Giám');
    expect(pdf.info['Language']).to.equal('vi');
    const bytes = (await bytesOf(paperWith([paragraph(LETTERS)]))).toString('latin1');
    expect(bytes.match(/\/FontFile2 /g)).to.have.length(4);
  });
});

describe('the letters of a paper', () => {
  it('are all there, and can be found by searching', async () => {
    const pdf = await drawn(paperWith([paragraph(LETTERS)]));
    const wanted = LETTERS.normalize('NFC').split(' ');
    for (const word of wanted) expect(pdf.text, word).to.include(word);
  });

  it('are composed, however they were typed', async () => {
    const pdf = await drawn(paperWith([paragraph('Phường Việt Hưng'.normalize('NFD'))]));
    expect(pdf.text).to.include('Phường Việt Hưng');
  });
});

describe('a difficult paper', () => {
  it('breaks a word that is longer than its box', async () => {
    const pdf = await drawn(paperWith([paragraph('Ệ'.repeat(200)), listOf(['ữ'.repeat(100)])]));
    for (const { right } of edges(pdf)) expect(right).to.be.at.most(195.5);
    expect(pdf.text.match(/Ệ/g)?.length).to.be.at.least(200);
  });

  it('tears a row that is taller than a page, and only that', async () => {
    const pdf = await drawn(
      paperWith([listOf([SENTENCE, Array<string>(60).fill(SENTENCE).join(' '), SENTENCE])]),
    );
    expect(pdf.text.match(/quy định\./g)).to.have.length(62);
    expect(pdf.text.match(/R[123]\b/g)).to.deep.equal(['R1', 'R2', 'R3']);
  });

  it('never leaves the signature alone on a page', async () => {
    for (let count = 1; count < 16; count++) {
      const pdf = await drawn(paperWith([...many(count), paragraph('Trên đây là báo cáo./.')]));
      expect(pdf.pages.at(-1)?.text).to.include('./.');
    }
  });

  it('keeps a heading with the text below it', async () => {
    for (let count = 1; count < 16; count++) {
      const heading = { kind: 'heading' as const, text: 'II. MỤC' };
      const pdf = await drawn(paperWith([...many(count, 'Một dòng.'), heading, ...many(2)]));
      const page = pdf.pages.find(({ text }) => text.includes('II. MỤC'));
      expect(page?.text).to.include('Trong tháng');
    }
  });

  it('keeps a heading, and the few words below it, with the table that they introduce', async () => {
    const words = [paragraph('Số cuộc kiểm tra như sau:')];
    for (let count = 14; count < 26; count++)
      for (const introduced of [[], words]) {
        const heading = { kind: 'heading' as const, text: 'II. MỤC' };
        const blocks = [...many(count, 'Một dòng.'), heading, ...introduced, listOf([SENTENCE])];
        const pdf = await drawn(paperWith(blocks));
        const page = pdf.pages.find(({ text }) => text.includes('II. MỤC'));
        expect(page?.text, String(count)).to.include('Danh sách').and.to.include('R1');
      }
  });

  it('keeps a heading within a table with the row below it, wherever the page ends', async () => {
    const plain = listOf(['một dòng']).rows[0]!;
    for (let before = 18; before < 28; before += 1) {
      const rows = [...Array<typeof plain>(before).fill(plain), { cells: ['Nhóm', '', ''] }, plain];
      const { pages } = await drawn(paperWith([{ ...listOf([]), rows }, ...many(3)]));
      const on = pages.findIndex(({ pieces }) => pieces.some(({ text }) => text === 'Nhóm'));
      const group = pieceWith(pages[on], 'Nhóm');
      const below = pages[on]?.pieces.some(
        ({ text, baseline }) => text === 'R1' && baseline > group.baseline,
      );
      expect(below, `${before} rows before`).to.equal(true);
    }
  });

  it('takes a heading along when the last words move to the page of the signature', async () => {
    for (let count = 20; count < 34; count += 1) {
      const article = { kind: 'subheading' as const, text: 'Điều 4. Hiệu lực' };
      const pdf = await drawn(paperWith([...many(count, 'Một dòng.'), article, paragraph('Từ ngày ký./.')]));
      expect(pdf.pages.at(-1)?.text, String(count)).to.include('Điều 4.').and.to.include('./.');
    }
  });

  it('breaks what it is about into lines of about the same length', async () => {
    const about = 'Về việc thành lập Đoàn kiểm tra cải cách hành chính tại phường Ba Đình';
    const [page] = (await drawn(paperWith([paragraph(SENTENCE)], { about }))).pages;
    const widths = ['Về việc', 'Ba Đình']
      .map((text) => pieceWith(page, text))
      .map((one) => one.right - one.left);
    expect(Math.min(...widths)).to.be.greaterThan(Math.max(...widths) * 0.7);
  });

  it('sets the names of two who sign side by side on one line', async () => {
    const signing = (authority: string[], name: string) => ({ authority, name });
    const signings = [
      [signing(['ĐẠI DIỆN ĐƠN VỊ', 'ĐƯỢC KIỂM TRA'], 'Lê Ẩn'), signing(['TRƯỞNG ĐOÀN'], 'Vũ Ổn')],
    ];
    const closing = { ...paperWith([]).closing, signings: signings as [Signing, Signing][] };
    const [page] = (await drawn(paperWith([paragraph(SENTENCE)], { closing }))).pages;
    expect(pieceWith(page, 'Lê Ẩn').baseline).to.be.closeTo(pieceWith(page, 'Vũ Ổn').baseline, 0.1);
  });

  it('numbers each annex on its own', async () => {
    const annex = {
      label: 'Phụ lục I',
      title: 'DANH SÁCH',
      attached: '(Kèm theo Báo cáo)',
      blocks: [listOf(Array<string>(90).fill(SENTENCE))],
    };
    const pdf = await drawn(paperWith(many(2), { annexes: [annex, { ...annex, label: 'Phụ lục II' }] }));
    const numbers = pdf.pages.map(({ pieces }) => pieces.find(({ baseline }) => baseline < 18)?.text ?? '');
    const half = (numbers.length - 1) / 2;
    expect(numbers.slice(1, 1 + half)).to.deep.equal(numbers.slice(1 + half));
    expect(numbers.slice(1, 3)).to.deep.equal(['', '2']);
  });

  it('of the same content has the same bytes', async () => {
    const paper = paperWith(many(3));
    expect((await bytesOf(paper)).equals(await bytesOf(paper))).to.equal(true);
  });

  it('is not drawn to its end when its reader goes away', async () => {
    const stream = await paperPdf(paperWith([listOf(Array<string>(5000).fill(SENTENCE))]));
    let bytes = 0;
    for await (const piece of stream) {
      bytes += (piece as Buffer).length;
      break;
    }
    expect(stream.destroyed).to.equal(true);
    expect(bytes).to.be.below(100_000);
  });

  it('lets others work while it is drawn', async () => {
    await bytesOf(paperWith(many(1)));
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    });
    await bytesOf(paperWith([listOf(Array<string>(2000).fill(SENTENCE))]));
    clearInterval(timer);
    expect(longest).to.be.below(250);
  });

  it('is the same when a thread of its own draws it, for several readers at once, one of whom goes away', async () => {
    const paper = paperWith(many(3));
    const [gone, first, second] = [drawPaper(paper), drawPaper(paper), drawPaper(paperWith(many(1)))];
    gone.destroy();
    const here = await bytesOf(paper);
    expect((await buffer(first)).equals(here)).to.equal(true);
    expect((await buffer(second)).length).to.be.above(10_000);
    expect((await buffer(drawPaper(paper))).equals(here)).to.equal(true);
  });

  it('tells its reader when it cannot be drawn', async () => {
    const broken = drawPaper({ ...paperWith([]), blocks: undefined as never });
    const error = await buffer(broken).catch((reason: Error) => reason);
    expect(String(error)).to.include('TypeError');
  });
});
