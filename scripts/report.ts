import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { addressOf } from '../src/config.js';
import type { Actor } from '../src/policies/actor.js';
import { drawPaper } from '../src/paper/draw-paper.js';
import { reportFile } from '../src/reports/report-files.js';
import { reportFormats } from '../src/reports/report-formats.js';
import { makeReportPaper } from '../src/reports/report-paper.js';
import { bases } from '../src/reports/scope.js';
import { DECREE_CUTOFF, codeOf, readSignBasis, termKinds, termWith, type Term } from '../src/reports/term.js';
import { liveLists } from '../src/reports/tables/figure-table.js';
import { isMonth } from '../src/shared/dates.js';
import { Invalid, NotFound } from '../src/shared/errors.js';
import { variants } from '../src/reports/variants.js';
import { languages } from '../src/shared/language.js';
import { loadTranslations } from '../src/web/translations.js';
import { command, type Workshop } from './support/command.js';
import { usage, UsageError } from './support/run.js';

const USAGE =
  'usage: npm run report -- --unit 01|CLUSTER --month 2024-08 --out report.pdf [--type month|quarter|half|nine_months|year] [--cutoff 0|14] [--by authority|unit] [--signs recorded|current|NUMBER] [--lang vi|en] [--format pdf|xlsx|csv|json] [--list findings] [--variant full|summary|sheet]';
const text = { type: 'string' } as const;
const formats = ['pdf', ...reportFormats] as const;

/** Reads the words, or throws one line that says what is wrong with them. */
function readWords() {
  const { values } = parseArgs({
    options: {
      unit: text,
      month: text,
      type: text,
      cutoff: text,
      by: text,
      signs: text,
      out: text,
      lang: text,
      format: text,
      list: text,
      variant: text,
    },
  });
  const { unit, month, out, lang, cutoff } = values;
  if (unit === undefined || month === undefined || out === undefined) throw new UsageError(USAGE);
  if (!isMonth(month)) throw new UsageError(`--month must be a month such as 2024-08, not "${month}"`);
  const kind = termKinds.find((word) => word === (values.type ?? 'month'));
  if (kind === undefined)
    throw new UsageError(`--type must be ${termKinds.join(', ')}, not "${values.type}"`);
  if (cutoff !== undefined && cutoff !== '0' && cutoff !== String(DECREE_CUTOFF))
    throw new UsageError(`--cutoff must be 0 or ${DECREE_CUTOFF}, not "${cutoff}"`);
  const language = languages.find((word) => word === (lang ?? 'vi'));
  if (language === undefined) throw new UsageError(`--lang must be vi or en, not "${lang}"`);
  const format = formats.find((word) => word === (values.format ?? 'pdf'));
  if (format === undefined)
    throw new UsageError(`--format must be ${formats.join(', ')}, not "${values.format}"`);
  if (values.list !== undefined && format !== 'csv') throw new UsageError('--list goes with --format csv');
  const variant = variants.find((word) => word === (values.variant ?? 'full'));
  if (variant === undefined)
    throw new UsageError(`--variant must be ${variants.join(', ')}, not "${values.variant}"`);
  const by = bases.find((word) => word === values.by);
  if (by === undefined && values.by !== undefined)
    throw new UsageError(`--by must be ${bases.join(' or ')}, not "${values.by}"`);
  const signs =
    values.signs === undefined || values.signs === 'current' ? undefined : readSignBasis(values.signs);
  if (signs === undefined && values.signs !== undefined && values.signs !== 'current')
    throw new UsageError(
      `--signs must be recorded, current or the number of a version, not "${values.signs}"`,
    );
  const term: Term = {
    ...termWith(kind, month),
    ...(cutoff === undefined ? {} : { cutoff: Number(cutoff) }),
    ...(by === undefined ? {} : { by }),
    ...(signs === undefined ? {} : { signs }),
  };
  return { unit, term, out: path.resolve(out), language, format, variant, list: values.list };
}

/** Whoever can run commands on this machine reads what the leader of the whole city reads. */
async function operator({ services }: Workshop): Promise<Actor> {
  const { cityUnitId, city } = await services.settings.get();
  if (cityUnitId === '') throw new UsageError('no units are loaded: set the product up first');
  const title = { vi: 'Dòng lệnh', en: 'Command line' };
  const post = { role: 'leader' as const, unitId: cityUnitId, unitName: city, title };
  return { personId: 'command-line', name: 'npm run report', post };
}

/** The file appears whole or not at all. */
async function writeWhole(out: string, content: NodeJS.ReadableStream): Promise<void> {
  const part = `${out}.part`;
  try {
    await pipeline(content, createWriteStream(part));
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    throw new UsageError(`${out} cannot be written: ${(error as Error).message}`);
  }
}

type Words = ReturnType<typeof readWords>;

async function make(workshop: Workshop, words: Words): Promise<NodeJS.ReadableStream> {
  const { language, format, variant, list } = words;
  const translate = await loadTranslations();
  const tongue = { language, t: translate(language) };
  const { reports } = workshop.services;
  const actor = await operator(workshop);
  const cluster = await reports.typedCluster(actor, words.unit);
  const unit = cluster?.authority.code ?? words.unit;
  const term = codeOf(cluster === undefined ? words.term : { ...words.term, of: cluster.code });
  const lists = liveLists(addressOf(workshop.config));
  try {
    if (format === 'pdf')
      return drawPaper(
        (await makeReportPaper(reports, actor, [unit, term, 'en'], tongue, lists, { variant })).paper,
      );
    const { report, madeAt } = await reports.full(actor, unit, term, 'en');
    return reportFile({ report, ...tongue, lists }, format, { by: actor.name, at: madeAt }, list);
  } catch (error) {
    if (error instanceof NotFound && list !== undefined) throw new UsageError(error.message);
    if (!(error instanceof Invalid)) throw error;
    throw new UsageError(
      error.errors.map(({ message, values }) => translate('en')(message, values)).join('; '),
    );
  }
}

// npm run report -- --unit 01 --month 2024-08 --out report.pdf [--type quarter] [--lang vi|en] [--format xlsx]: a periodic report.
const words = usage(readWords);

await command(async (workshop) => {
  await writeWhole(words.out, await make(workshop, words));
  console.log(words.out);
  return 0;
});
