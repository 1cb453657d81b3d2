import { inTransaction } from '../database/connect.js';
import type { SettingsService } from '../settings/settings.service.js';
import { lateCaseQueries } from '../urging/late-cases.queries.js';
import { urgingService, type UrgingDeps } from '../urging/urging.service.js';

type Parts = Pick<UrgingDeps, 'clock'> & { settings: SettingsService };

/** Late cases, and the letters that urge their units. */
export const urgingServices = (
  { clock, settings }: Parts,
  { documents, documentIssue }: Pick<UrgingDeps, 'documents' | 'documentIssue'>,
) =>
  urgingService({
    clock,
    inTransaction,
    documents,
    documentIssue,
    lateCases: lateCaseQueries,
    limitsOn: (day) => settings.limits('urging', day),
  });
