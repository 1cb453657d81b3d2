import { findingNumber, type Finding } from '../findings/finding.js';
import type { NewNotice } from '../notices/notice.js';
import type { Author } from '../policies/actor.js';
import { groupsOf } from '../shared/groups.js';

/** Those who have reported already are on the list of what waits; of the others some may still be remedied. */
const MINE = '/findings?view=open&mine=verify';

/** One notice for each person who was asked to judge remedies, however many; nobody is told of what he gave himself. */
export function noticesOfAsking(
  findings: readonly Finding[],
  { by, at }: { by: Author; at: Date },
): NewNotice[] {
  const byPerson = groupsOf(findings, ({ verifier }) => verifier?.personId ?? by.personId);
  byPerson.delete(by.personId);
  return [...byPerson].flatMap(([personId, asked]) => {
    const [first] = asked;
    if (first === undefined) return [];
    const { name } = first.unit;
    const alone = asked.length === 1;
    return {
      to: `person:${personId}`,
      key: alone ? 'finding.verifier_assigned' : 'verifiers:notice.asked',
      values: {
        unit: name.vi,
        unitEnglish: name.en,
        number: findingNumber(first),
        by: by.name,
        count: String(asked.length),
      },
      href: alone ? `/findings/${first.id}` : MINE,
      at,
    };
  });
}
