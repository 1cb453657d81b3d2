/** What cannot wait for the mail of the next morning: a term has begun to run, or somebody stands still until it is read. */
const AT_ONCE: ReadonlySet<string> = new Set([
  'inspection.refused',
  'inspection.opened',
  'inspection.cancelled',
  'inspection.draft_sent',
  'inspection.conclusion_delivered',
  'finding.recorded',
  'finding.at_once_redated',
  'finding.returned',
  'finding.reopened',
  ...['head', 'above', 'supervisor', 'instead'].flatMap((step) => [
    `reminders:one.${step}`,
    `reminders:notice.${step}`,
  ]),
]);

export type Urgency = 'at_once' | 'daily';

/** When a notice goes out by mail, to those who want mail. Everything that is not named above waits for the digest. */
export const urgencyOf = (key: string): Urgency => (AT_ONCE.has(key) ? 'at_once' : 'daily');
