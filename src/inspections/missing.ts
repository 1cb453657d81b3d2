import type { Action } from '../policies/rules.js';
import type { Day } from '../shared/dates.js';
import type { Inspection } from './inspection.js';

/**
 * Something without which a case is not concluded: what, and the page where it is supplied. `message`: a wording key;
 * `action`: what one must be allowed to open that page, when not all who see the case are.
 */
export type Missing = {
  message: string;
  values: Record<string, unknown>;
  href: string;
  action?: Action;
};

/** A finding as far as the conclusion asks about it. */
export type Asked = { id: string; state: string; number: string };

const missing = (key: string, href: string, values: Record<string, unknown> = {}): Missing => ({
  message: `missing:${key}`,
  values,
  href,
});

/**
 * What is missing before a case can be concluded: minutes that stand; where something was found, the draft that the
 * unit could answer; a decision on each objection; and the time to answer, unless everything is answered.
 */
export function missingIn(
  { id, state, minutes, reply }: Inspection,
  findings: readonly Asked[],
  today: Day,
  open: readonly Missing[] = [],
): Missing[] {
  const here = `/inspections/${id}`;
  const standing = findings.filter((finding) => finding.state !== 'withdrawn');
  if (state === 'opened') {
    const first =
      minutes === undefined
        ? { ...missing('minutes', `${here}/minutes`), action: 'inspection.write_minutes' as const }
        : { ...missing('signature', `${here}/signing`), action: 'inspection.sign_minutes' as const };
    return [first, ...open];
  }
  if (state === 'minuted') {
    const draft = { ...missing('draft', `${here}/draft`), action: 'inspection.send_draft' as const };
    return standing.length === 0 ? [...open] : [draft, ...open];
  }
  if (state !== 'answering') return [];
  const undecided = standing
    .filter((finding) => finding.state === 'answered')
    .map(({ id: answered, number }) => ({
      ...missing('decision', `/findings/${answered}/decision`, { number }),
      action: 'reply.decide' as const,
    }));
  const silent = standing.filter((finding) => finding.state === 'told').length;
  const running = silent > 0 && reply !== undefined && today <= reply.deadline.dueOn;
  return [
    ...undecided,
    ...(running ? [missing('time', '#reply', { day: reply.deadline.dueOn, count: silent })] : []),
    ...open,
  ];
}
