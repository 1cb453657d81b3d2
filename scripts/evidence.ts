import { parseArgs } from 'node:util';
import type { Services } from '../src/services.js';
import { command } from './support/command.js';
import { usage, UsageError } from './support/run.js';

// npm run evidence -- verify: reads every file of cases and reports back, compares it with the hash that was taken when it
// came, and looks for files that nothing tells of. Exit code 0 when all are whole; what is wrong also stands on the
// administrator's page.
// npm run evidence -- hash KT-2026-0142: reads the files that a case was concluded upon and prints the one hash of them
// that its reports print. Exit code 0 when it is the one on record.
const number = usage(() => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [verb, what, ...more] = positionals;
  if (more.length > 0 || (verb === 'verify' ? what !== undefined : verb !== 'hash' || what === undefined))
    throw new UsageError('usage: npm run evidence -- verify, or npm run evidence -- hash KT-2026-0142');
  return what?.toUpperCase();
});

async function verifyAll({ integrity }: Services): Promise<boolean> {
  const { files, bytes, faults } = await integrity.verify();
  console.log(`${files} files of ${bytes} bytes read`);
  for (const { fileId, what, since } of faults)
    console.error(`file ${fileId}: ${what} since ${since.toISOString()}`);
  console.log(faults.length === 0 ? 'All files are whole.' : `Files that are not whole: ${faults.length}.`);
  return faults.length === 0;
}

async function hashOf(caseNumber: string, { integrity }: Services): Promise<boolean> {
  const read = await integrity.readConcluded(caseNumber);
  if (read === undefined) throw new UsageError(`no case ${caseNumber} was concluded upon files`);
  console.log(`${read.files} files: ${read.now}`);
  const agrees = read.now === read.hash;
  console.log(agrees ? 'The hash is the one on record.' : `DIFFERS from the one on record, ${read.hash}`);
  return agrees;
}

await command(async ({ services }) => {
  const right = number === undefined ? await verifyAll(services) : await hashOf(number, services);
  return right ? 0 : 1;
});
