import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig, type Config } from '../../src/config.js';
import { connect, disconnect } from '../../src/database/connect.js';
import { openStore } from '../../src/database/uri.js';

/** `told`: whether it was filled now, and how long that took. */
export type KeptFolder = { config: Config; told: string };

/**
 * A data folder that is filled once and kept in the temporary folder, so that the next run starts at once. Another
 * `stamp` is for other contents: what was kept under the old one is removed.
 */
export async function keptFolder(
  name: string,
  stamp: string,
  pour: (config: Config) => Promise<void>,
): Promise<KeptFolder> {
  const dataDir = path.join(tmpdir(), name);
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir });
  const mark = path.join(dataDir, 'filled');
  if ((await readFile(mark, 'utf8').catch(() => undefined)) === stamp)
    return { config, told: 'kept from an earlier run' };
  const begun = performance.now();
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const store = await openStore(config);
  try {
    await connect(store.uri);
    await pour(config);
    await disconnect();
  } finally {
    await store.stop();
  }
  await writeFile(mark, stamp);
  return { config, told: `filled in ${((performance.now() - begun) / 1000).toFixed(0)} s` };
}
