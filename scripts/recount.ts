import { command } from './support/command.js';

// npm run recount: counts every day that reports add up once more from its cases. Exit code 0 when all agree; a count
// that does not is thrown away, is told here by its day, and stands on the administrator's page.
await command(async ({ services }) => {
  const { days, faults } = await services.recounts.all();
  for (const { day } of faults) console.error(`${day}: the count was not that of its cases`);
  console.log(`${days} counts of days compared, ${faults.length} of them wrong`);
  return faults.length === 0 ? 0 : 1;
});
