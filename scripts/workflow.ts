import { readFile, writeFile } from 'node:fs/promises';
import { fromRoot } from '../src/shared/project-root.js';
import { inReadme, withDiagram } from './support/workflow-diagram.js';

// Writes the diagram of the workflow into the README, between its marks.
const path = fromRoot('README.md');
const before = await readFile(path, 'utf8');
const after = withDiagram(before);
if (after !== before) await writeFile(path, after);
console.log(after === before ? 'The README shows the workflow as it is.' : `Written into ${inReadme}.`);
