import { calendarImport } from '../calendar/calendar-import.service.js';
import type { CalendarService } from '../calendar/calendar.service.js';
import { checklistImport } from '../checklists/checklist-import.service.js';
import type { ChecklistsService } from '../checklists/checklists.service.js';
import { signsImport } from '../checklists/signs-import.service.js';
import type { SignsService } from '../checklists/signs.service.js';
import { inTransaction } from '../database/connect.js';
import { fileStore } from '../evidence/file-store.js';
import { importsRepository } from '../imports/imports.repository.js';
import { importsService } from '../imports/imports.service.js';
import { inspectionImport } from '../inspections/import.service.js';
import type { InspectionsRepository } from '../inspections/inspections.repository.js';
import type { planServices } from './plan-services.js';
import type { Clock } from '../shared/clock.js';
import type { UnitsService } from '../units/units.service.js';

type ImportParts = {
  clock: Clock;
  inspections: InspectionsRepository;
  units: UnitsService;
  checklists: ChecklistsService;
  signs: SignsService;
  calendar: CalendarService;
  planning: Pick<ReturnType<typeof planServices>, 'lineImport'>;
};

/** Everything that may be taken from a table. */
export function importServices({
  clock,
  inspections,
  units,
  checklists,
  signs,
  calendar,
  planning,
}: ImportParts) {
  const importing = inspectionImport({
    clock,
    inTransaction,
    repository: inspections,
    resolveUnit: units.resolve,
  });
  return {
    importing,
    imports: importsService({
      clock,
      inTransaction,
      repository: importsRepository,
      kinds: [
        importing.kind,
        planning.lineImport,
        signsImport(signs.issueNext),
        checklistImport(checklists, signs),
        calendarImport(calendar),
      ],
      readFile: fileStore.readWhole,
    }),
  };
}
