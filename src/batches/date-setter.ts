import type { Transaction } from '../database/connect.js';
import { findingTransitionFor, settledFinding, type Finding } from '../findings/finding.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import { moved, ordered, type Mark } from '../findings/moving.js';
import type { Recount } from '../findings/recount.js';
import type { Day } from '../shared/dates.js';
import { Stale } from '../shared/errors.js';
import { refusedReturn, type BatchItem } from './batch.js';

export type SetterDeps = { findings: FindingsRepository; recount: Recount };
type Order = Omit<Mark, 'kind'>;

/** Sets due dates by order, each by an entry in the ledger of its finding, with the event and the count of its case. */
export function dateSetter({ findings, recount }: SetterDeps) {
  async function setDate(finding: Finding, dueOn: Day, order: Order, tx: Transaction): Promise<void> {
    const line = findingTransitionFor('move_due', finding.state);
    const anew = ordered(finding, dueOn);
    if (line === undefined || anew === undefined) throw new Stale(`finding ${finding.id}`);
    const after = settledFinding(moved(finding, anew, { kind: 'order', ...order }));
    const { at, by, reason } = order;
    const saved = await findings.change(finding, after, { at, by, action: line.event, reason }, tx);
    await recount(saved.inspectionId, { at, by, action: `finding_${line.event}`, reason }, tx);
  }

  return {
    setDate,

    /** Takes one date back by an entry of its own; what has happened to the finding since is left as it is. */
    async takeBack(item: BatchItem, order: Order, tx: Transaction): Promise<BatchItem> {
      const finding = await findings.get(item.findingId, tx);
      const kept = refusedReturn(finding, item);
      if (kept !== undefined) return { ...item, kept };
      if (finding !== undefined) await setDate(finding, item.before, order, tx);
      return item;
    },
  };
}
