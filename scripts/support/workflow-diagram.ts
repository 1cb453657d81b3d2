import { caseWorkflow } from '../../src/policies/case-workflow.js';
import { findingWorkflow } from '../../src/policies/workflow.js';
import type { Line } from '../../src/policies/workflow-line.js';

type Row = Line<string> & { act: string };

const BEGIN = '<!-- workflow: written by npm run workflow -->';
const END = '<!-- end of the workflow -->';
export const inReadme = 'README.md';

const rowsOf = (table: Record<string, Line<string>>): Row[] =>
  Object.entries(table).map(([act, line]) => ({ act, ...line }));

/** Steps that lead to another state, as a diagram that GitHub and many editors draw. */
function diagram(rows: Row[], first: string): string[] {
  const arrows = rows.flatMap(({ act, from, to }) =>
    to === undefined ? [] : from.map((state) => `  ${state} --> ${to}: ${act}`),
  );
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${first}`, ...arrows, '```'];
}

/** `inspector, supervisor: team (not preparer)`; what nobody does happens with another step. */
function whoOf({ roles, relation, except = [] }: Row): string {
  if (roles.length === 0) return 'by itself';
  const not = except.length === 0 ? '' : `, not ${except.join(' or ')}`;
  return `${roles.join(', ')} · ${relation.join(' or ')}${not}`;
}

const table = (rows: Row[]): string[] => [
  '| act | from | to | who | kept as |',
  '|---|---|---|---|---|',
  ...rows.map((row) => {
    const { act, from, to, event, reason } = row;
    const kept = reason === undefined ? event : `${event}, with a reason`;
    return `| ${act} | ${from.join(', ')} | ${to ?? '–'} | ${whoOf(row)} | ${kept} |`;
  }),
];

/** Both workflows as the README shows them, between its marks. */
function workflowSection(): string {
  const cases = rowsOf(caseWorkflow);
  const findings = rowsOf(findingWorkflow);
  return [
    BEGIN,
    '',
    'An inspection:',
    '',
    ...diagram(cases, 'prepared'),
    '',
    ...table(cases),
    '',
    'A finding:',
    '',
    ...diagram(findings, 'recorded'),
    '',
    ...table(findings),
    '',
    END,
  ].join('\n');
}

/** The README with the workflow as it is now. Throws when its marks are missing. */
export function withDiagram(readme: string): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${inReadme} has no place for the workflow`);
  return readme.slice(0, from) + workflowSection() + readme.slice(to + END.length);
}
