// npm run dev: builds, serves, and does both again whenever a source changes.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';

let server;
let waiting;

function build() {
  return new Promise((resolve) => {
    spawn(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' }).on('exit', resolve);
  });
}

async function again() {
  if ((await build()) !== 0) return;
  const start = () => {
    server = spawn(process.execPath, ['--enable-source-maps', 'dist/src/server.js'], { stdio: 'inherit' });
  };
  if (server === undefined || server.exitCode !== null) return start();
  server.once('exit', start);
  server.kill();
}

for (const folder of ['src', 'views', 'public']) {
  watch(folder, { recursive: true }, () => {
    clearTimeout(waiting);
    waiting = setTimeout(again, 200);
  });
}
await again();
