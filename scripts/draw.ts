import { parseArgs } from 'node:util';
import { checks } from '../src/draws/verification.js';
import { command } from './support/command.js';
import { usage, UsageError } from './support/run.js';

// npm run draw -- verify BT-2026-0001: draws once more from what is stored and compares. Exit code 0 when all agrees.
const number = usage(() => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [verb, what] = positionals;
  if (verb !== 'verify' || what === undefined || positionals.length !== 2) {
    throw new UsageError('usage: npm run draw -- verify BT-2026-0001');
  }
  return what;
});

await command(async ({ services }) => {
  const draw = await services.draws.byNumber(number.toUpperCase());
  // A sealed draw has no number: who keeps the machine learns here of none.
  if (draw === undefined) throw new UsageError(`there is no draw ${number}`);
  const found = await services.draws.verify(draw);
  const { list, drawn } = draw;
  const codeOf = new Map(list.candidates.map(({ id, code }) => [id, code]));
  console.log(`${draw.number}: ${drawn.length} of ${list.candidates.length} units, ${draw.at.toISOString()}`);
  console.log(`fingerprint ${draw.fingerprint}\nseed ${draw.seed}`);
  console.log(`drawn ${drawn.map((id) => codeOf.get(id)).join(' ')}`);
  for (const check of checks) console.log(`${found[check] ? 'agrees ' : 'DIFFERS'} ${check}`);
  const right = checks.every((check) => found[check]);
  console.log(right ? 'The draw is right.' : 'The draw has been altered.');
  return right ? 0 : 1;
});
