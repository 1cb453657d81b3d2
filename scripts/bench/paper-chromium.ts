import type { Block, Paper } from '../../src/paper/paper.js';
import { tinos } from '../../src/paper/tinos.js';
import { launchBrowser } from '../../test/support/browser.js';
import { blocksOf, sharesOf, type Prepare } from './paper-peer.js';

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\n/g, '<br>');

function blockHtml(block: Block): string {
  if (block.kind === 'table') {
    const head = block.head.map((cells) => cells.map(({ text }) => `<th>${escaped(text)}</th>`).join(''));
    const rows = block.rows.map(({ cells, links }) =>
      cells
        .map((text, at) => {
          const link = links?.[at] ?? null;
          return `<td>${link === null ? escaped(text) : `<a href="${link}">${escaped(text)}</a>`}</td>`;
        })
        .join(''),
    );
    const shares = sharesOf(block)
      .map((share) => `<col style="width:${share}%">`)
      .join('');
    return `<table><colgroup>${shares}</colgroup><thead><tr>${head.join('</tr><tr>')}</tr></thead><tbody><tr>${rows.join('</tr><tr>')}</tr></tbody></table>`;
  }
  if (block.kind === 'photos') {
    const images = block.photos.map(
      (photo) => `<img alt="" src="data:image/jpeg;base64,${Buffer.from(photo).toString('base64')}">`,
    );
    return `<figure>${images.join('')}<figcaption>${escaped(block.caption)}</figcaption></figure>`;
  }
  return 'text' in block ? `<${block.kind === 'heading' ? 'h2' : 'p'}>${escaped(block.text)}` : '';
}

async function htmlOf(paper: Paper): Promise<string> {
  const { regular, bold } = await tinos();
  const face = (weight: number, file: Uint8Array) =>
    `@font-face{font-family:T;font-weight:${weight};src:url(data:font/ttf;base64,${Buffer.from(file).toString('base64')})}`;
  const style =
    `${face(400, regular.file)}${face(700, bold.file)}@page{size:A4;margin:20mm 15mm 20mm 30mm}` +
    'body{font:14pt/1.28 T;margin:0}table{border-collapse:collapse;table-layout:fixed;width:100%;font-size:11pt}' +
    'td,th{border:.5pt solid;padding:2.5pt 3.5pt;vertical-align:top}tr,figure{break-inside:avoid}' +
    'figure{margin:0}img{width:79mm;height:59mm;margin-right:2mm}';
  const body = blocksOf(paper).map(blockHtml).join('');
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${paper.title}</title><style>${style}</style>${body}</html>`;
}

/** Headless Chromium that runs already: the page is loaded and printed, tagged. */
export const chromium: Prepare = async (paper) => {
  const html = await htmlOf(paper);
  const browser = await launchBrowser();
  const page = await browser.newPage();
  return {
    async draw() {
      await page.setContent(html);
      return page.pdf({ preferCSSPageSize: true, tagged: true });
    },
    end: () => browser.close(),
  };
};
