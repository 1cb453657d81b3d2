import type { Finding } from '../findings/finding.js';
import { findingNumber } from '../findings/finding.js';
import type { NewNotice } from '../notices/notice.js';
import { groupsOf } from '../shared/groups.js';

/** One notice for the officers of each unit, however many of its findings they are reminded of. */
export function noticesOfReminder(findings: readonly Finding[], at: Date): NewNotice[] {
  const byUnit = groupsOf(findings, ({ unit, heirs }) => (heirs?.unit ?? unit).id);
  return [...byUnit].flatMap(([unitId, own]) => {
    const [first] = [...own].sort((a, b) => a.dueOn.localeCompare(b.dueOn));
    if (first === undefined) return [];
    const { name } = first.heirs?.unit ?? first.unit;
    return {
      to: `unit:${unitId}`,
      key: 'batches:notice.reminded',
      values: {
        unit: name.vi,
        unitEnglish: name.en,
        count: String(own.length),
        number: findingNumber(first),
        dueOn: first.dueOn,
      },
      href: own.length === 1 ? `/findings/${first.id}` : '/findings?view=open',
      at,
    };
  });
}
