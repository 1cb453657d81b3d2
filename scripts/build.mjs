// Translates the TypeScript of src, test and scripts (no type check: that is `npm run check`) and the style sheet
// into dist/. Does nothing when no source is newer than the last build, so a second command never disturbs a running one.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const list = async (folder, extension) =>
  (await readdir(folder, { recursive: true }).catch(() => []))
    .filter((file) => file.endsWith(extension))
    .map((file) => path.join(folder, file))
    .sort();
const sources = (await Promise.all(['src', 'test', 'scripts'].map((folder) => list(folder, '.ts')))).flat();
const styles = await list('public', '.scss');

const fingerprint = createHash('sha256');
for (const file of [...sources, ...styles, 'package-lock.json', 'scripts/build.mjs']) {
  const { mtimeMs, size } = await stat(file);
  fingerprint.update(`${file} ${mtimeMs} ${size}\n`);
}
const stamp = fingerprint.digest('hex');
if ((await readFile('dist/.stamp', 'utf8').catch(() => '')) === stamp) process.exit(0);

const { build } = await import('esbuild');
await build({
  entryPoints: sources,
  outdir: 'dist',
  outbase: '.',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
});

const { compile } = await import('sass');
const main = 'public/css/main.scss';
if (styles.includes(main)) {
  const { css } = compile(main, { loadPaths: ['node_modules'], style: 'compressed', quietDeps: true });
  await mkdir('dist/public/css', { recursive: true });
  await writeFile('dist/public/css/main.css.new', css);
  await rename('dist/public/css/main.css.new', 'dist/public/css/main.css');
}

const wanted = new Set(sources.map((file) => path.join('dist', file.replace(/\.ts$/, '.js'))));
for (const file of await list('dist', '.js')) {
  if (!wanted.has(file)) await Promise.all([rm(file), rm(`${file}.map`, { force: true })]);
}
await writeFile('dist/.stamp', stamp);
