import { expect } from 'chai';
import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { bytesOf, drawn, type ReadPdf } from './support/pdf.js';
import { SENTENCE, WHOLE as paper, paperWith, paragraph } from './support/papers.js';

type Node = { role?: string; alt?: string; type?: string; id?: string; children?: Node[] };

/** The pages' parts as pdfjs finds them, by the words in each. */
async function partsOf(page: PDFPageProxy) {
  const words = new Map<string, string>();
  let open = '';
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  for (const item of items) {
    if ('str' in item) words.set(open, (words.get(open) ?? '') + item.str);
    else if (item.type === 'beginMarkedContentProps') open = (item as { id: string }).id;
  }
  const found: { role: string; text: string }[] = [];
  const walk = (node: Node): string => {
    const own = node.type === 'content' ? (words.get(node.id ?? '') ?? '') : '';
    const place = node.role === undefined ? -1 : found.push({ role: node.role, text: '' }) - 1;
    const text = own + (node.children ?? []).map(walk).join('');
    if (found[place] !== undefined) found[place].text = text.trim();
    return text;
  };
  walk(await page.getStructTree());
  return found;
}

/** Every letter that a page paints, in the order in which it does. */
async function lettersOf(page: PDFPageProxy): Promise<string> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const shown = argsArray.filter((_, index) => fnArray[index] === OPS.showText) as [
    ({ unicode: string } | number)[],
  ][];
  return shown
    .flatMap(([glyphs]) => glyphs.map((glyph) => (typeof glyph === 'number' ? '' : glyph.unicode)))
    .join('');
}

/** How many painting operators of a page stand in no part and are marked as no decoration either. */
async function unmarked(page: PDFPageProxy): Promise<number> {
  const { fnArray } = await page.getOperatorList();
  const paints: number[] = [OPS.showText, OPS.showSpacedText, OPS.constructPath, OPS.stroke, OPS.fill];
  let depth = 0;
  let outside = 0;
  for (const operator of fnArray) {
    if (operator === OPS.beginMarkedContent || operator === OPS.beginMarkedContentProps) depth += 1;
    else if (operator === OPS.endMarkedContent) depth -= 1;
    else if (depth !== 1 && paints.includes(operator)) outside += 1;
  }
  return outside + Math.abs(depth);
}

describe('a paper for those who listen to it (PDF/UA-1)', () => {
  let pdf: ReadPdf;
  let parts: { role: string; text: string }[];
  before(async () => {
    pdf = await drawn(paper);
    parts = await partsOf(await pdf.document.getPage(1));
  });
  const textsOf = (role: string) => parts.filter((part) => part.role === role).map(({ text }) => text);

  it('names its headings by level, and its paragraphs', () => {
    expect(textsOf('H1')).to.have.length(1);
    expect(textsOf('H1')[0]).to.match(/^BÁO CÁO ?Kết quả kiểm tra công vụ tháng 8\/2024$/);
    expect(textsOf('H2')).to.deep.equal(['I. KẾT QUẢ KIỂM TRA']);
    expect(textsOf('H3')).to.deep.equal(['1. Kiểm tra đột xuất']);
    expect(textsOf('P').some((text) => text.startsWith('Trong tháng, Ủy ban nhân dân'))).to.equal(true);
    expect(textsOf('P')).to.include('DỰ THẢO');
    expect(textsOf('LBody')).to.deep.equal(['- Như trên;', '- Lưu: VT, SNV.']);
  });

  it('leaves out no level of headings', async () => {
    const letter = await drawn(paperWith([{ kind: 'subheading', text: 'Một mục' }], { type: '', about: '' }));
    expect(
      (await partsOf(await letter.document.getPage(1))).filter(({ role }) => /^H\d/.test(role)),
    ).to.deep.equal([{ role: 'H1', text: 'Một mục' }]);
  });

  it('says which cells of a table are heads, and of what', async () => {
    expect(textsOf('Caption')).to.deep.equal(['Kết quả']);
    expect(textsOf('TH')).to.deep.equal(['Nội dung', 'Số phát hiện', 'Tháng', 'Năm', 'Tổng số', 'Mức nhẹ']);
    expect(textsOf('TD')).to.deep.equal(['3', '10', '', '4']);
    const raw = (await bytesOf(paper)).toString('latin1');
    expect(raw)
      .to.include('/A<</O/Table/Scope/Column/RowSpan 2>>')
      .and.include('/A<</O/Table/Scope/Column/ColSpan 2>>');
    expect(raw.match(/\/Scope\/Row/g)).to.have.length(2);
  });

  it('tells a table over several pages once, without its repeated heads', async () => {
    const pages = await Promise.all(
      [2, 3, 4].map(async (number) => partsOf(await pdf.document.getPage(number))),
    );
    const all = pages.flat();
    // Each page tells its own share of the one table.
    expect(pages[0]?.filter(({ role }) => role === 'TH').map(({ text }) => text)).to.have.length(3);
    expect(pages[1]?.filter(({ role, text }) => role === 'TH' && text !== '')).to.have.length(0);
    const cells = all
      .filter(({ role, text }) => role === 'TD' && /^R\d+$/.test(text))
      .map(({ text }) => text);
    expect(cells).to.deep.equal(Array.from({ length: 30 }, (_, index) => `R${index + 1}`));
  });

  it('marks everything that it paints, as a part or as decoration', async () => {
    for (let number = 1; number <= pdf.document.numPages; number++) {
      expect(await unmarked(await pdf.document.getPage(number)), `page ${number}`).to.equal(0);
    }
  });

  it('has its title in the window, its language, and bookmarks for its headings', async () => {
    expect(await pdf.document.getMarkInfo()).to.include({ Marked: true });
    expect(await pdf.document.getViewerPreferences()).to.include({ DisplayDocTitle: true });
    const outline = await pdf.document.getOutline();
    expect(outline).to.have.length(1);
    const [first] = outline;
    const titles = (items: typeof outline): string[] => items.map((item) => item.title);
    expect(titles(first?.items as never)).to.deep.equal(['I. KẾT QUẢ KIỂM TRA', 'Phụ lục I: DANH SÁCH']);
  });

  it('opens the list behind a figure, and says of which row it is', async () => {
    const page = await pdf.document.getPage(1);
    const [link, ...others] = await page.getAnnotations();
    expect(others).to.deep.equal([]);
    expect(link.url).to.equal('https://kc.example/findings?m=8');
    expect(link.contentsObj.str).to.equal('Tổng số: 3');
    expect(textsOf('Link')).to.deep.equal(['3']);
  });

  it('separates the words at the ends of lines, but not the pieces of a word', async () => {
    const long = `Số ${'KT-2026-0142/'.repeat(12)} hết`;
    const { document } = await drawn(paperWith([paragraph(SENTENCE), paragraph(long)]));
    expect(await lettersOf(await document.getPage(1)))
      .to.include(SENTENCE)
      .and.include(long);
  });
});
