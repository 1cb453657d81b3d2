import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { command } from './support/command.js';
import { usage, UsageError } from './support/run.js';

// npm run import -- inspections FILE.csv: takes past inspections, all of them or none.
const file = usage(() => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [what, name] = positionals;
  if (what !== 'inspections' || name === undefined || positionals.length !== 2) {
    throw new UsageError('usage: npm run import -- inspections FILE.csv');
  }
  return name;
});

await command(async ({ services }) => {
  const csv = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read`);
  });
  const by = { personId: 'import', name: 'npm run import', post: file };
  const { taken, known, faults } = await services.importing.inspections(csv, by);
  for (const { line, what } of faults) console.error(`line ${line}: ${what}`);
  if (faults.length > 0) throw new UsageError(`nothing was taken: ${faults.length} faults in ${file}`);
  console.log(`${taken} inspections taken, ${known} were there already`);
  return 0;
});
