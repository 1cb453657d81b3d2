import { parseArgs } from 'node:util';
import { command } from './support/command.js';
import { usage, UsageError } from './support/run.js';

// npm run journal -- verify: reads the whole record and finds any later alteration. Exit code 0 when there is none.
usage(() => {
  const { positionals } = parseArgs({ allowPositionals: true });
  if (positionals.join(' ') !== 'verify') throw new UsageError('usage: npm run journal -- verify');
});

await command(async ({ services }) => {
  const { lines, cases, entries, faults } = await services.journal.verify();
  console.log(`${lines} events of ${cases} cases and findings read, ${entries} lines about files`);
  for (const { subject, id, what } of faults) console.error(`${subject} ${id}: ${what}`);
  console.log(faults.length === 0 ? 'The record is whole.' : `Faults found: ${faults.length}.`);
  return faults.length === 0 ? 0 : 1;
});
