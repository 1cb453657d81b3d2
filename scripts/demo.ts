import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { loadConfig } from '../src/config.js';
import { main } from '../src/server.js';
import { DEMO_PASSWORD, demoPeople, offered } from './demo/accounts.js';
import { seedDemo } from './demo/seed.js';
import { progressOn } from './support/progress.js';

// npm run demo: the same product on a data folder of its own, filled with a believable Hanoi. Invented facts are marked.
const settings = loadConfig();
const { mongodbUri: _uri, ...own } = settings;
const config = { ...own, dataDir: path.join(settings.dataDir, 'demo') };
await mkdir(config.dataDir, { recursive: true, mode: 0o700 });

console.log('Preparing the demonstration …');
const { progress, clear } = progressOn();
await seedDemo(config, new Date(), progress);
clear();
const accounts = demoPeople.map(({ userName, name, role, title }) => ({
  userName,
  name,
  role,
  post: title,
  password: DEMO_PASSWORD,
}));
console.log(`Accounts, all with the password ${DEMO_PASSWORD}:`);
for (const { userName, role, post } of accounts) {
  console.log(`  ${userName.padEnd(15)} ${role.padEnd(14)} ${post.vi}`);
}
await main(config, { demoAccounts: accounts.filter(({ userName }) => offered.includes(userName)) });
