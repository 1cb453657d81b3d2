import { parseArgs } from 'node:util';
import { command } from './support/command.js';
import { usage, UsageError } from './support/run.js';

// npm run evidence -- verify: reads every file of cases and reports back, compares it with the hash that was taken when it
// came, and looks for files that nothing tells of. Exit code 0 when all are whole; what is wrong also stands on the
// administrator's page.
usage(() => {
  const { positionals } = parseArgs({ allowPositionals: true });
  if (positionals.join(' ') !== 'verify') throw new UsageError('usage: npm run evidence -- verify');
});

await command(async ({ services }) => {
  const { files, bytes, faults } = await services.integrity.verify();
  console.log(`${files} files of ${bytes} bytes read`);
  for (const { fileId, what, since } of faults)
    console.error(`file ${fileId}: ${what} since ${since.toISOString()}`);
  console.log(faults.length === 0 ? 'All files are whole.' : `${faults.length} files are not whole.`);
  return faults.length === 0 ? 0 : 1;
});
