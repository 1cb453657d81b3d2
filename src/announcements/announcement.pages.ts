import type { CaseDocument } from '../documents/document.js';
import { subjectOf, type Inspection } from '../inspections/inspection.js';
import { allowed, assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { Forbidden } from '../shared/errors.js';
import { idOf, page, wasSent, type Answer, type FormState, type Visit } from '../web/visit.js';
import { isAnnounced, mayReport } from './announcement.js';
import {
  presentAnnouncement,
  presentUnitReportForm,
  type AnnouncementView,
} from './announcement.presenter.js';

/** The announcement on the page of a case; null of a visit that is not announced. */
export async function announcementOf(
  { announcements }: Pick<Services, 'announcements'>,
  visit: Visit,
  inspection: Inspection,
  documents: readonly CaseDocument[],
): Promise<AnnouncementView | null> {
  if (!isAnnounced(inspection)) return null;
  const [terms, report] = await Promise.all([
    announcements.termsFor(inspection),
    announcements.of(inspection),
  ]);
  const maySend = mayReport(inspection) && allowed(visit.actor, 'announcement.report', subjectOf(inspection));
  const context = { terms, report, documents, maySend, today: dayOf(visit.now) };
  return presentAnnouncement(inspection, context, visit);
}

/** The form in which the unit sends its own report. */
export const unitReportForm =
  ({ announcements }: Pick<Services, 'announcements'>) =>
  async (visit: Visit, form: FormState): Promise<Answer> => {
    const inspection = await announcements.caseOf(visit.actor, idOf(visit));
    assertAllowed(visit.actor, 'announcement.report', subjectOf(inspection));
    if (!mayReport(inspection) && !wasSent(visit)) throw new Forbidden(`not ${inspection.state}`);
    const [terms, report] = await Promise.all([
      announcements.termsFor(inspection),
      announcements.of(inspection),
    ]);
    return page('announcements/report', presentUnitReportForm(form, { inspection, report, terms }, visit));
  };
