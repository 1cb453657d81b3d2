import type { ImportKind } from '../imports/import-kind.js';
import { allowed, assertAllowed } from '../policies/policy.js';
import type { ChecklistItem, ChecklistSection } from './checklist.js';
import { checklistColumns, readChecklist } from './checklist-import.js';
import type { ChecklistsService } from './checklists.service.js';
import { signsIn } from './sign-catalogue.js';
import type { SignsService } from './signs.service.js';

/** An item with the section that it stands in. */
type Placed = { section: Pick<ChecklistSection, 'code' | 'title'>; item: ChecklistItem };

function gathered(placed: readonly Placed[]): ChecklistSection[] {
  const sections = new Map<string, ChecklistSection>();
  for (const { section, item } of placed) {
    const known = sections.get(section.code) ?? { ...section, items: [] };
    known.items.push(item);
    sections.set(section.code, known);
  }
  return [...sections.values()];
}

/** Takes a whole checklist from a table: it becomes the draft of the next version, and is in force only once issued. */
export const checklistImport = (checklists: ChecklistsService, signs: SignsService): ImportKind<Placed> => ({
  name: 'checklists',
  words: 'checklists:import',
  columns: checklistColumns,
  fields: [],
  offered: (actor) => allowed(actor, 'checklists.manage'),
  assertMay: async ({ actor }) => assertAllowed(actor, 'checklists.manage'),
  placeOf: () => '/checklists',
  async prepare(_request, rows) {
    const known = signsIn((await signs.record()).groups).map(({ code }) => code);
    const { sections, faults } = readChecklist(rows, known);
    const items = sections.flatMap(({ code, title, items: own }) =>
      own.map((item) => ({ section: { code, title }, item })),
    );
    return { items, known: 0, faults };
  },
  write: ({ actor }, items, tx) => checklists.replace(actor, gathered(items), tx),
});
