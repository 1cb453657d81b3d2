// npm run soak -- NAME [times]: runs the long form of a test that the suite runs in a short one.
import { spawn } from 'node:child_process';

const soaks = {
  kill: { test: 'kill', variable: 'KILLS', times: 300 },
  questions: { test: 'planner-random', variable: 'QUESTIONS', times: 5000 },
};

const [name = '', times] = process.argv.slice(2);
const soak = soaks[name];
if (soak === undefined || (times !== undefined && !/^[1-9]\d*$/.test(times))) {
  console.error(`npm run soak -- NAME [times]: one of ${Object.keys(soaks).join(', ')}`);
  process.exit(2);
}
const test = `dist/test/embedded-mongo/${soak.test}.test.js`;
const options = ['--no-package', '--enable-source-maps', '--exit', '--timeout', '0'];
const env = { ...process.env, [soak.variable]: times ?? String(soak.times) };
spawn(process.execPath, ['node_modules/mocha/bin/mocha.js', ...options, test], { env, stdio: 'inherit' }).on(
  'exit',
  (code) => process.exit(code ?? 1),
);
