import { crc32, deflateSync } from 'node:zlib';
import { expect } from 'chai';
import { develop } from '../../src/evidence/picture-maker.js';
import { attachmentHeaders, copyHeaders, playedHeaders } from '../../src/evidence/evidence.presenter.js';
import type { EvidenceItem } from '../../src/findings/finding.js';
import { zipOf } from '../../src/exports/zip.js';
import { Gauge } from '../../src/web/file-type.js';
import { judge, tidyName } from '../../src/web/file-kinds.js';
import { pdf, png, usualFileRules } from '../support/files.js';

/** What is said of these bytes under this name. */
async function verdictOn(name: string, bytes: Buffer) {
  const gauge = new Gauge();
  gauge.take(bytes);
  return judge(name, await gauge.type(), 'files', usualFileRules);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const ends = [Buffer.alloc(4), Buffer.alloc(4)] as const;
  ends[0].writeUInt32BE(data.length);
  ends[1].writeUInt32BE(crc32(body));
  return Buffer.concat([ends[0], body, ends[1]]);
}

/** A few kilobytes that claim to be, and unpack to, 2,500 megapixels. */
function pngBomb(): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(50_000, 0);
  head.writeUInt32BE(50_000, 4);
  head[8] = 8;
  const rows = deflateSync(Buffer.alloc(1_000_000));
  return Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const html = '<!doctype html><script>alert(document.cookie)</script>';
const svg = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`;
const item = (name: string, type: string): EvidenceItem =>
  ({ id: 'x', name, type, size: 10, sha256: 'a'.repeat(64) }) as EvidenceItem;

describe('a hostile file', () => {
  it('is refused when its bytes are not of the kind that its name claims', async () => {
    const lies = { fault: 'errors:fileLies' };
    expect(await verdictOn('ảnh.jpg', Buffer.from(html))).to.deep.equal(lies);
    expect(await verdictOn('ảnh.png', Buffer.from(svg))).to.deep.equal(lies);
    expect(await verdictOn('bản vẽ.svg', Buffer.from(svg))).to.deep.equal({ fault: 'errors:fileKind' });
    expect(await verdictOn('trang.html', Buffer.from(html))).to.deep.equal({ fault: 'errors:fileKind' });
    expect(await verdictOn('biên bản.pdf', Buffer.concat([Buffer.from(html), pdf]))).to.deep.equal(lies);
    expect(await verdictOn('ảnh.jpg', Buffer.alloc(4096))).to.deep.equal(lies);
    const archive = await zipOf([
      ['[Content_Types].xml', '<Types/>'],
      ['payload.exe', 'MZ'],
    ]);
    expect(await verdictOn('báo cáo.docx', archive)).to.deep.equal(lies);
    const gifar = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(20), archive]);
    for (const name of ['ảnh.jpg', 'ảnh.png', 'báo cáo.docx'])
      expect(await verdictOn(name, gifar), name).to.deep.equal(lies);
  });

  it('is harmless in the copy that people see: nothing but its picture is carried over', async () => {
    const made = await develop(Buffer.concat([png, Buffer.from(html), await zipOf([['a.exe', 'MZ']])]), []);
    for (const { data } of made?.copies ?? []) {
      expect(data.includes('<script')).to.equal(false);
      expect(data.includes('a.exe')).to.equal(false);
    }
    expect(made?.copies.length).to.be.above(0);
  });

  it('is not unpacked when it would fill the memory', async () => {
    const bomb = pngBomb();
    expect(bomb.length).to.be.below(10_000);
    const before = process.memoryUsage().rss;
    expect(await develop(bomb, [])).to.equal(undefined);
    expect(process.memoryUsage().rss - before).to.be.below(200 * 1024 * 1024);
  });

  it('cannot lead out of its folder, turn its name round or hide its ending by it', () => {
    expect(tidyName('..\\..\\windows\\system32\\calc.png')).to.equal('calc.png');
    expect(tidyName('/etc/passwd\u0000.png')).to.equal('passwd.png');
    for (const sign of ['\u202e', '\u2066', '\u200f', '\u0007', '\u200b', '\ufeff'])
      expect(tidyName(`hoa don${sign}gpj.pdf`)).to.equal('hoa dongpj.pdf');
    const long = tidyName(`${'ả'.repeat(5000)}.pdf`);
    expect(long).to.have.lengthOf.at.most(150);
    expect(long.endsWith('.pdf')).to.equal(true);
  });

  it('is served so that no browser runs it, guesses its kind or shares it, whatever its name', () => {
    const name = 'a"\r\nSet-Cookie: x=1;.pdf';
    const served = [
      attachmentHeaders(item(name, 'application/pdf')),
      copyHeaders({ size: 'small', type: 'image/jpeg', data: Buffer.alloc(1) }),
      playedHeaders(item('a.mp4', 'video/mp4'), undefined),
    ];
    for (const headers of served) {
      expect(headers['X-Content-Type-Options']).to.equal('nosniff');
      expect(headers['Content-Security-Policy']).to.include("default-src 'none'").and.to.include('sandbox');
      expect(headers['Cache-Control']).to.match(/^private/);
      expect(Object.values(headers).join('')).not.to.match(/[\r\n]/);
    }
    expect(served[0]?.['Content-Disposition']).to.match(
      /^attachment; filename="evidence"; filename\*=UTF-8''[\w%.-]+$/,
    );
  });
});
