import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { fromRoot } from '../../src/shared/project-root.js';
import { actorIn } from '../support/actors.js';
import { openOffice, type Office } from '../support/office.js';
import { readPdf } from '../paper/support/pdf.js';

type Ended = { code: number; out: string; err: string };

describe('npm run report', () => {
  let office: Office;
  let folder: string;
  before(async function () {
    this.timeout(60_000);
    office = await openOffice({ now: new Date('2026-03-02T02:00:00Z') });
    folder = await mkdtemp(path.join(tmpdir(), 'ky-cuong-report-'));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
    await office.product.stop();
  });

  /** Runs the command beside the running product, on the same database. */
  const run = (...words: string[]): Promise<Ended> => {
    const { mongodbUri = '', dataDir } = office.product.config;
    const env = { PATH: process.env['PATH'] ?? '', MONGODB_URI: mongodbUri, DATA_DIR: dataDir };
    const program = [fromRoot('dist/scripts/report.js'), ...words];
    return new Promise((resolve) => {
      execFile(process.execPath, program, { env, cwd: folder }, (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
      });
    });
  };

  it('writes the paper while the product is running', async () => {
    const { code, err } = await run(
      '--unit',
      '00118',
      '--month',
      '2026-02',
      '--out',
      'a.pdf',
      '--lang',
      'en',
    );
    expect([code, err]).to.deep.equal([0, '']);
    const { text } = await readPdf(await readFile(path.join(folder, 'a.pdf')));
    expect(text).to.include('BO DE WARD');
  }).timeout(30_000);

  it('writes the figures for other programs', async () => {
    const words = ['--unit', '00118', '--month', '2026-02', '--out', 'a.json', '--format', 'json'];
    const { code, err } = await run(...words);
    expect([code, err]).to.deep.equal([0, '']);
    const { format, report } = JSON.parse(await readFile(path.join(folder, 'a.json'), 'utf8')) as {
      format: number;
      report: { unit: { code: string }; term: string; provisional: boolean };
    };
    expect([format, report.unit.code, report.term, report.provisional]).to.deep.equal([
      1,
      '00118',
      '2026-02',
      false,
    ]);
  }).timeout(30_000);

  it('takes a cluster for the unit, and the side by which it counts', async () => {
    const leader = actorIn('leader');
    const post = { ...leader.post, unitId: office.city.id };
    await office.services.clusters.make(
      { ...leader, post },
      {
        ...{ id: '', version: 0, code: 'cum1', name: 'Cụm Bồ Đề', nameEnglish: '', former: '' },
        ...{ units: ['Phường Bồ Đề'], validFrom: '2026-01-01', validTo: undefined },
      },
    );
    const words = ['--unit', 'cum1', '--month', '2026-02', '--by', 'unit', '--format', 'json'];
    expect(await run(...words, '--out', 'c.json')).to.deep.include({ code: 0, err: '' });
    const { report } = JSON.parse(await readFile(path.join(folder, 'c.json'), 'utf8')) as {
      report: { unit: { code: string }; cluster: { code: string }; term: string };
    };
    expect([report.unit.code, report.cluster.code, report.term]).to.deep.equal([
      '01',
      'cum1',
      '2026-02-by-unit-of-cum1',
    ]);
  }).timeout(30_000);

  const wrong: [string, string[], RegExp][] = [
    ['no words', [], /^usage: /],
    ['an unknown word', ['--unit', '01', '--moth', '2026-02'], /--moth/],
    ['a month that is none', ['--unit', '01', '--month', '2026-13', '--out', 'b.pdf'], /2026-13/],
    [
      'a language that is none',
      ['--unit', '01', '--month', '2026-02', '--out', 'b.pdf', '--lang', 'fr'],
      /"fr"/,
    ],
    ['a month in the future', ['--unit', '01', '--month', '2126-02', '--out', 'b.pdf'], /has not begun/],
    ['an unknown unit', ['--unit', '99999', '--month', '2026-02', '--out', 'b.pdf'], /99999/],
    [
      'a unit that did not exist then',
      ['--unit', '00121', '--month', '2026-02', '--out', 'b.pdf'],
      /30 June 2025|30\/06\/2025/,
    ],
    [
      'a folder that is not there',
      ['--unit', '01', '--month', '2026-02', '--out', 'no/b.pdf'],
      /cannot be written/,
    ],
  ];
  for (const [what, words, says] of wrong) {
    it(`refuses ${what} in one line, with exit code 2 and without a file`, async () => {
      const { code, out, err } = await run(...words);
      expect([code, out]).to.deep.equal([2, '']);
      expect(err.trim()).to.match(says).and.not.include('\n');
      expect(await readdir(folder)).not.to.include('b.pdf');
    }).timeout(30_000);
  }
});
