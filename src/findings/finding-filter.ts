import { isDay, readDay, type Day } from '../shared/dates.js';
import { findingStates, severities, type FindingState, type Severity } from './finding.js';

export const findingViews = ['open', 'to_verify', 'overdue', 'all'] as const;
export type FindingView = (typeof findingViews)[number];

/** What a list of findings is narrowed to; it stands in the address. */
export type FindingFilter = {
  view: FindingView;
  state?: FindingState;
  severity?: Severity;
  sign?: string;
  unit?: string;
  authority?: string;
  below?: string;
  /** Found from … to. */
  from?: Day;
  to?: Day;
};

const oneOf = <T extends string>(words: readonly T[], text: string | undefined): T | undefined =>
  words.find((word) => word === text);

const dayIn = (text: string | undefined): Day | undefined =>
  text === undefined || text === '' ? undefined : isDay(text) ? text : readDay(text);

const present = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));

/** Reads the address; what nobody here wrote is left out. */
export const readFindingFilter = (query: Record<string, string>): FindingFilter => ({
  view: oneOf(findingViews, query['view']) ?? 'open',
  ...present({
    state: oneOf(findingStates, query['state']),
    severity: oneOf(severities, query['severity']),
    sign: query['sign']?.slice(0, 20),
    unit: query['unit']?.slice(0, 64),
    authority: query['authority']?.slice(0, 64),
    below: query['below']?.slice(0, 64),
    from: dayIn(query['from']),
    to: dayIn(query['to']),
  }),
});
