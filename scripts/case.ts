import { parseArgs } from 'node:util';
import { entryKinds, type Manifest } from '../src/casefile/case-file.js';
import { checkCaseFile } from '../src/casefile/check.js';
import { BrokenArchive } from '../src/casefile/zip-reader.js';
import { run, usage, UsageError } from './support/run.js';

// npm run case -- check FILE.zip: checks an exported case file by itself, without the product's database. Exit code 0
// when everything in it agrees, 1 when something was altered.
const file = usage(() => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [verb, path] = positionals;
  if (verb !== 'check' || path === undefined || positionals.length !== 2)
    throw new UsageError('usage: npm run case -- check FILE.zip');
  return path;
});

const partsByKind = ({ entries }: Manifest): string =>
  entryKinds.map((kind) => `${entries.filter((entry) => entry.kind === kind).length} ${kind}`).join(', ');

await run(async () => {
  try {
    const { manifest, read, bytes, manifestHash, withheld, disposed, faults } = await checkCaseFile(file);
    const { case: of, madeAt, madeBy } = manifest;
    console.log(`${of.number}, ${of.unit}: exported ${madeAt} by ${madeBy.name}`);
    console.log(`${read} parts, ${bytes} bytes read: ${partsByKind(manifest)}`);
    console.log(`SHA-256 of the manifest ${manifestHash}`);
    if (withheld > 0) console.log(`${withheld} events about drafts of the unit: their words were withheld`);
    for (const { path, disposed: by } of disposed)
      console.log(`${path}: disposed of by decision ${by?.number} of ${by?.on}`);
    for (const fault of faults) console.error(fault);
    console.log(faults.length === 0 ? 'The case file is whole.' : `Faults found: ${faults.length}.`);
    return faults.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof BrokenArchive)) throw error;
    console.error(`${file}: ${error.message}`);
    return 1;
  }
});
