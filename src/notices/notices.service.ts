import type { Transaction } from '../database/connect.js';
import type { Finding } from '../findings/finding.js';
import type { Event } from '../history/event.js';
import type { Inspection } from '../inspections/inspection.js';
import type { Actor } from '../policies/actor.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import type { Key } from '../shared/paging.js';
import { noticesOfFinding, noticesOfInspection } from './notice.js';
import type { NoticesRepository } from './notices.repository.js';

/** The inbox: what happened to one's cases, for persons and for the officers of a unit. */
export function noticesService(deps: { clock: Clock; repository: NoticesRepository }) {
  const { repository, clock } = deps;
  return {
    ofInspection: (inspection: Inspection, event: Event, tx: Transaction) =>
      repository.post(noticesOfInspection(inspection, event), tx),
    ofFinding: (finding: Finding, event: Event, tx: Transaction) =>
      repository.post(noticesOfFinding(finding, event), tx),
    unread: (actor: Actor) => repository.unread(keysOf(actor), actor.personId, clock.now()),
    list: (actor: Actor, key: Key | undefined) => repository.list(keysOf(actor), key),
    markRead: (actor: Actor) => repository.markRead(keysOf(actor), actor.personId),
  };
}
export type NoticesService = ReturnType<typeof noticesService>;
