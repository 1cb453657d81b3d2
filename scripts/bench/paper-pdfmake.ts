import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Block } from '../../src/paper/paper.js';
import { styles, tinos } from '../../src/paper/tinos.js';
import { blocksOf, sharesOf, type Prepare } from './paper-peer.js';

type Pdfmake = {
  setFonts: (fonts: object) => void;
  setLocalAccessPolicy: (allows: () => boolean) => void;
  setUrlAccessPolicy: (allows: () => boolean) => void;
  createPdf: (definition: object) => { getBuffer: () => Promise<Buffer> };
};

function contentOf(block: Block): object {
  if (block.kind === 'table') {
    const widths = sharesOf(block).map((share) => `${share}%`);
    const body = [
      ...block.head.map((cells) => cells.map(({ text }) => ({ text, bold: true }))),
      ...block.rows.map(({ cells, links }) =>
        cells.map((text, at) => ({ text, ...(links?.[at] ? { link: links[at] } : {}) })),
      ),
    ];
    return { table: { headerRows: 1, dontBreakRows: true, widths, body }, fontSize: 11 };
  }
  if (block.kind === 'photos')
    return {
      columns: block.photos.map((photo) => ({
        image: `data:image/jpeg;base64,${Buffer.from(photo).toString('base64')}`,
        width: 225,
      })),
    };
  return 'text' in block ? { text: block.text, bold: block.kind === 'heading' } : { text: '' };
}

/** pdfmake as its manual shows it, from a folder where it is installed. */
export const pdfmake: Prepare = async (paper, folder) => {
  const home = path.join(folder, 'node_modules/pdfmake');
  const { main } = JSON.parse(await readFile(path.join(home, 'package.json'), 'utf8')) as { main: string };
  const { default: maker } = (await import(pathToFileURL(path.join(home, main)).href)) as {
    default: Pdfmake;
  };
  const fonts = await mkdtemp(path.join(tmpdir(), 'ky-cuong-fonts-'));
  const faces = await tinos();
  for (const style of styles) await writeFile(path.join(fonts, style), faces[style].file);
  const [normal, bold, italics, bolditalics] = styles.map((style) => path.join(fonts, style));
  maker.setLocalAccessPolicy(() => true);
  maker.setUrlAccessPolicy(() => false);
  maker.setFonts({ Tinos: { normal, bold, italics, bolditalics } });
  const content = blocksOf(paper).map(contentOf);
  return {
    draw: () =>
      maker
        .createPdf({
          pageSize: 'A4',
          pageMargins: [85, 57, 43, 57],
          defaultStyle: { font: 'Tinos', fontSize: 14 },
          content: structuredClone(content),
        })
        .getBuffer(),
    end: () => rm(fonts, { recursive: true }),
  };
};
