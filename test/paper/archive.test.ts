import { expect } from 'chai';
import { bytesOf, drawn, readPdf } from './support/pdf.js';
import { WHOLE, paperWith, paragraph } from './support/papers.js';

describe('a paper for the archive (PDF/A-3a)', () => {
  let raw: string;
  before(async () => {
    raw = (await bytesOf(WHOLE)).toString('latin1');
  });

  it('claims what it is, with a title that XML may hold', async () => {
    const { metadata } = await (await readPdf(await bytesOf(WHOLE))).document.getMetadata();
    const said = (name: string) => (metadata as unknown as { get(name: string): unknown }).get(name);
    expect(['pdfaid:part', 'pdfaid:conformance', 'pdfuaid:part', 'dc:title'].map(said)).to.deep.equal([
      '3',
      'A',
      '1',
      WHOLE.title,
    ]);
    expect(raw.slice(0, 8)).to.equal('%PDF-1.7');
  });

  it('says what its colours mean, and hides nothing', () => {
    expect(raw)
      .to.match(/\/OutputIntents \[/)
      .and.match(/\/S \/GTS_PDFA1/);
    expect(raw).not.to.match(/\/JavaScript|\/Encrypt|\/Launch/);
  });

  it('carries its figures along', async () => {
    const { document } = await readPdf(await bytesOf(WHOLE));
    const files = (await document.getAttachments()) as Record<
      string,
      { content: Uint8Array; description: string }
    >;
    const file = files['so-lieu.json'];
    expect(Buffer.from(file?.content ?? []).toString()).to.equal('{"opening":5}');
    expect(file?.description).to.equal('Số liệu của báo cáo');
    expect(raw)
      .to.match(/\/AFRelationship \/Data/)
      .and.match(/\/Subtype \/application#2Fjson/)
      .and.match(/\/AF \[/);
  });

  it('prints a sign for a letter that the font does not have', async () => {
    const pdf = await drawn(paperWith([paragraph('Ghi chú 😀 của đoàn')]));
    expect(pdf.text).to.include('Ghi chú \ufffd của đoàn');
  });

  it('has an entry for every object where it really is', () => {
    const [, start] = /startxref\n(\d+)/.exec(raw) ?? [];
    const entries = raw.slice(Number(start)).match(/^\d{10} 00000 n/gm) ?? [];
    entries.forEach((entry, index) => {
      const at = Number(entry.slice(0, 10));
      expect(raw.slice(at, at + `${index + 1} 0 obj`.length)).to.equal(`${index + 1} 0 obj`);
    });
    expect(entries.length).to.be.greaterThan(100);
  });
});
