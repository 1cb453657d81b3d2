import { checklistsRepository } from '../checklists/checklists.repository.js';
import { checklistsService } from '../checklists/checklists.service.js';
import { signCataloguesRepository } from '../checklists/sign-catalogues.repository.js';
import { signsService } from '../checklists/signs.service.js';
import { inTransaction } from '../database/connect.js';
import type { Clock } from '../shared/clock.js';
import { wordingsRepository } from '../wordings/wordings.repository.js';
import { wordingsService } from '../wordings/wordings.service.js';

/** The catalogue of signs, and what links to signs: the checklist and the library of wordings. */
export function catalogueServices(clock: Clock) {
  const signs = signsService({ clock, inTransaction, repository: signCataloguesRepository });
  const common = { clock, inTransaction, signLinks: signs.links };
  return {
    signs,
    checklists: checklistsService({ ...common, repository: checklistsRepository }),
    wordings: wordingsService({ ...common, repository: wordingsRepository }),
  };
}
