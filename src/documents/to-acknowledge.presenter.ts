import { printDay } from '../shared/dates.js';
import type { TaskView } from '../web/parts.js';
import type { Visit } from '../web/visit.js';
import { nameOfDocument } from './documents.presenter.js';
import type { Unacknowledged } from './to-acknowledge.queries.js';

/** A document whose receipt the unit has still to confirm, as a task of its home. */
export const presentToAcknowledge = (row: Unacknowledged, { t, language }: Visit): TaskView => ({
  href: `/documents/${row.id}`,
  what: nameOfDocument(row, t),
  under: [
    row.caseNumber,
    t('documents:deliveredOnDay', { day: printDay(row.delivery?.on ?? '', language) }),
  ].join(' · '),
  lamp: null,
  tag: null,
  action: { href: `/documents/${row.id}`, label: t('documents:act.acknowledge') },
});
