import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Unreadable } from '../src/imports/table.js';
import { readTable } from '../src/imports/table-reader.js';
import { loadTranslations } from '../src/web/translations.js';
import { command } from './support/command.js';
import { usage, UsageError } from './support/run.js';

// npm run import -- inspections FILE.csv|FILE.xlsx: takes past inspections, all of them or none.
const file = usage(() => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [what, name] = positionals;
  if (what !== 'inspections' || name === undefined || positionals.length !== 2) {
    throw new UsageError('usage: npm run import -- inspections FILE.csv|FILE.xlsx');
  }
  return name;
});

await command(async ({ services }) => {
  const t = (await loadTranslations())('en');
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`${file} cannot be read`);
  });
  const by = { personId: 'import', name: 'npm run import', post: file };
  const outcome = await readTable(bytes)
    .then((table) => services.importing.take(table, by))
    .catch((error: unknown) => {
      if (!(error instanceof Unreadable)) throw error;
      throw new UsageError(t(error.key, { ...error.values, name: file }));
    });
  const { taken, known, faults } = outcome;
  for (const { row, column, message, values } of faults)
    console.error(`row ${row}${column === undefined ? '' : `, ${column}`}: ${t(message, values)}`);
  if (faults.length > 0) throw new UsageError(`nothing was taken: ${faults.length} faults in ${file}`);
  console.log(`${taken} inspections taken, ${known} were there already`);
  return 0;
});
