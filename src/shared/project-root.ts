import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('package.json was not found above this file');
    folder = parent;
  }
  return folder;
}

const root = findRoot();

/** The full path of a file of the project, wherever the translated code lies: `fromRoot('src/units/data/units.csv')`. */
export const fromRoot = (...parts: string[]): string => path.join(root, ...parts);
