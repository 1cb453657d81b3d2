import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadConfig, type Config } from '../src/config.js';
import { systemClock } from '../src/shared/clock.js';
import { databaseInstallation } from '../src/transfer/database-installation.js';
import { Refusal } from '../src/transfer/faults.js';
import { folderInstallation } from '../src/transfer/folder-installation.js';
import type { Installation } from '../src/transfer/installation.js';
import { checkBackup, fillAside, type Backup } from '../src/transfer/restore.js';
import { progressOn } from './support/progress.js';
import { run, UsageError } from './support/run.js';
import { readWords } from './support/words.js';

const USAGE = 'usage: npm run restore -- FILE [--force]';

const open = ({ mongodbUri, dataDir }: Config, force: boolean): Promise<Installation> =>
  mongodbUri === undefined
    ? folderInstallation(dataDir, { force, now: systemClock.now() })
    : databaseInstallation(mongodbUri);

const listed = (names: string[]): string => names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '');

const said = ({ header, summaries }: Backup): string => {
  const documents = [...summaries.values()].reduce((sum, each) => sum + each.documents, 0);
  return `The backup of ${header.madeAt.toISOString()}: ${documents} documents in ${summaries.size} collections`;
};

// npm run restore -- FILE [--force]: checks the file, fills a place aside, checks that, and only then switches.
await run(async (undo) => {
  const options = { force: { type: 'boolean' } } as const;
  const { positionals, values } = readWords(() => parseArgs({ allowPositionals: true, options }));
  const [file] = positionals;
  if (file === undefined || positionals.length !== 1) throw new UsageError(USAGE);
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) throw new UsageError(`${file} cannot be read`);
  const config = loadConfig();
  const { progress, clear } = progressOn();
  undo(() => Promise.resolve(clear()));
  const backup = await checkBackup(file, progress);
  const force = values.force === true;
  const installation = await open(config, force);
  undo(installation.close);
  if (await installation.finishSwitch(backup)) {
    console.log('A restore of this backup had been interrupted while it switched; it is finished now.');
    return 0;
  }
  const held = await installation.holds();
  if (held.length > 0 && !force)
    throw new Refusal(`${installation.where} is not empty (${listed(held)}); --force replaces it`);
  await fillAside(backup, await installation.aside(), progress);
  const note = await installation.replace(backup);
  clear();
  console.log(`${said(backup)} is in ${installation.where}.`);
  if (note !== undefined) console.log(note);
  return 0;
});
