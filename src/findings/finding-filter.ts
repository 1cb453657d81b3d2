import { readParties } from '../inspections/party-filter.js';
import type { FindingListQuery } from '../reports/report-links.js';
import type { Day } from '../shared/dates.js';
import { dayIn, oneOf, present } from '../shared/filter.js';
import { findingStates, severities, type FindingState } from './finding.js';
import { rulingKinds } from './ruling.js';

/** How a concluded finding stands on the evening of a day, as reports count it. */
export const standings = ['open', 'awaiting', 'unremedied', 'within_term', 'overdue'] as const;
export type Standing = (typeof standings)[number];

/** That name the reader; of the reader's team; whose remedy the reader is to judge. */
export const ownFindings = ['named', 'team', 'verify'] as const;

export const findingViews = ['open', 'to_verify', 'overdue', 'all'] as const;
export type FindingView = (typeof findingViews)[number];

/** What a list of findings is narrowed to; it stands in the address. Reports narrow it to what a figure counts. */
export type FindingFilter = FindingListQuery & {
  view: FindingView;
  state?: FindingState;
  /** Only those that are the reader's own in this sense. */
  mine?: (typeof ownFindings)[number];
  /** Only those whose remedy nobody was asked to judge. */
  verifier?: 'none';
  /** Findings that were marked on a list, by their ids. */
  only?: string;
  /** A remediation of it was returned within these days. */
  returnedFrom?: Day;
  returnedTo?: Day;
};

/** Reads the address; what nobody here wrote is left out. */
export const readFindingFilter = (query: Record<string, string>): FindingFilter => ({
  view: oneOf(findingViews, query['view']) ?? 'open',
  ...readParties(query),
  ...present({
    mine: oneOf(ownFindings, query['mine']),
    verifier: oneOf(['none'] as const, query['verifier']),
    state: oneOf(findingStates, query['state']),
    severity: oneOf(severities, query['severity']),
    repeat: oneOf(['yes'] as const, query['repeat']),
    sign: query['sign']?.slice(0, 1000),
    section: query['section']?.slice(0, 5),
    concludedFrom: dayIn(query['concludedFrom']),
    concludedTo: dayIn(query['concludedTo']),
    reopenedFrom: dayIn(query['reopenedFrom']),
    reopenedTo: dayIn(query['reopenedTo']),
    closedFrom: dayIn(query['closedFrom']),
    closedTo: dayIn(query['closedTo']),
    dueFrom: dayIn(query['dueFrom']),
    dueTo: dayIn(query['dueTo']),
    remedied: oneOf(['on_time', 'late'] as const, query['remedied']),
    ruling: oneOf(rulingKinds, query['ruling']),
    ruledFrom: dayIn(query['ruledFrom']),
    ruledTo: dayIn(query['ruledTo']),
    standing: oneOf(standings, query['standing']),
    on: dayIn(query['on']),
    post: query['post']?.slice(0, 300),
    only: query['only']?.slice(0, 4200),
    returnedFrom: dayIn(query['returnedFrom']),
    returnedTo: dayIn(query['returnedTo']),
  }),
});

const reportFields = [
  'concludedFrom',
  'concludedTo',
  'reopenedFrom',
  'reopenedTo',
  'closedFrom',
  'closedTo',
  'dueFrom',
  'dueTo',
  'remedied',
  'standing',
  'ruling',
] as const;

/** True when the filter speaks of what reports count: concluded findings only. */
export const isReportFilter = (filter: FindingFilter): boolean =>
  reportFields.some((field) => filter[field] !== undefined);
