import { journalEntries, journalHead } from '../history/journal.repository.js';
import { answersRepository } from '../answers/answers.repository.js';
import { checklistsRepository } from '../checklists/checklists.repository.js';
import { custodyRepository } from '../custody/custody.repository.js';
import type { CustodyService } from '../custody/custody.service.js';
import { calendarsRepository } from '../calendar/calendars.repository.js';
import { disclosuresRepository } from '../disclosures/disclosures.repository.js';
import { disposalsRepository } from '../disposals/disposals.repository.js';
import { retentionsRepository } from '../disposals/retentions.repository.js';
import { drawsRepository } from '../draws/draws.repository.js';
import { allFilings } from '../filings/filings.repository.js';
import { batchesRepository } from '../batches/batches.repository.js';
import { handlingsRepository } from '../handling/handlings.repository.js';
import { savedFiltersRepository } from '../filters/saved-filters.repository.js';
import { feedsRepository } from '../schedule/feeds.repository.js';
import { importsRepository } from '../imports/imports.repository.js';
import { fileNotesRepository } from '../evidence/file-notes.repository.js';
import { journalService } from '../history/journal.service.js';
import { looksRepository } from '../inspections/looks.repository.js';
import { peopleRepository } from '../people/people.repository.js';
import type { UnitReportsRepository } from '../announcements/unit-reports.repository.js';
import { clustersRepository } from '../clusters/clusters.repository.js';
import { connectionsRepository } from '../connections/connections.repository.js';
import { invitationsRepository } from '../invitations/invitations.repository.js';
import { caseRemindersRepository } from '../reminders/case-reminders.repository.js';
import { roundsRepository } from '../reminders/rounds.repository.js';
import type { PlansRepository } from '../plans/plans.repository.js';
import { rearrangementsRepository } from '../rearrangements/rearrangements.repository.js';
import { wordingsRepository } from '../wordings/wordings.repository.js';
import { settingsRepository } from '../settings/settings.repository.js';
import { signCataloguesRepository } from '../checklists/sign-catalogues.repository.js';
import { unitsRepository } from '../units/units.repository.js';
import type { DocumentsRepository } from '../documents/documents.repository.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import type { InspectionsRepository } from '../inspections/inspections.repository.js';

type Told = {
  custody: CustodyService;
  inspections: InspectionsRepository;
  findings: FindingsRepository;
  documents: DocumentsRepository;
  plans: PlansRepository;
  reports: UnitReportsRepository;
};

/** The journal, with everything that keeps its own history: what is stored and not named here is not verified. */
export const caseJournal = ({ custody, inspections, findings, documents, plans, reports }: Told) =>
  journalService({
    entries: journalEntries,
    head: journalHead,
    sources: [
      { subject: 'inspection', all: inspections.all },
      { subject: 'look', all: looksRepository.all },
      { subject: 'finding', all: findings.all },
      { subject: 'batch', all: batchesRepository.all },
      { subject: 'handling', all: handlingsRepository.all },
      { subject: 'document', all: documents.all },
      { subject: 'plan', all: plans.all },
      { subject: 'plan_line', all: plans.allLines },
      { subject: 'unit_report', all: reports.all },
      { subject: 'draw', all: drawsRepository.all },
      { subject: 'import', all: importsRepository.all },
      { subject: 'rearrangement', all: rearrangementsRepository.all },
      { subject: 'unit', all: unitsRepository.changed },
      { subject: 'person', all: peopleRepository.records },
      { subject: 'calendar', all: calendarsRepository.all },
      { subject: 'signs', all: signCataloguesRepository.all },
      { subject: 'checklist', all: checklistsRepository.all },
      { subject: 'checklist_draft', all: checklistsRepository.allDrafts },
      { subject: 'file_note', all: fileNotesRepository.all },
      { subject: 'sheet', all: answersRepository.allSheets },
      { subject: 'answer', all: answersRepository.all },
      { subject: 'wording', all: wordingsRepository.all },
      { subject: 'settings', all: settingsRepository.all },
      { subject: 'reminder_round', all: roundsRepository().all },
      { subject: 'case_reminders', all: caseRemindersRepository.all },
      { subject: 'invitation', all: invitationsRepository.all },
      { subject: 'cluster', all: clustersRepository.all },
      { subject: 'connection', all: connectionsRepository.all },
      { subject: 'saved_filter', all: savedFiltersRepository.all },
      { subject: 'feed', all: feedsRepository.all },
      { subject: 'filing', all: allFilings },
      { subject: 'disclosure', all: disclosuresRepository.all },
      { subject: 'disposal', all: disposalsRepository.all },
      { subject: 'retention', all: retentionsRepository.all },
      { subject: 'custody_seal', all: custodyRepository.allSeals },
    ],
    ledgers: [{ subject: 'custody', verify: custody.verify }],
  });
