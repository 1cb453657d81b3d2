import { readParties, type PartyFilter } from '../inspections/party-filter.js';
import { oneOf } from '../shared/filter.js';

/** All that are late; those that no letter has urged yet; those that one has. */
export const lateCaseViews = ['all', 'never', 'urged'] as const;

/** What the list of late cases is narrowed to; it stands in the address. */
export type LateCaseFilter = PartyFilter & { view: (typeof lateCaseViews)[number] };

export const readLateCaseFilter = (query: Record<string, string>): LateCaseFilter => ({
  view: oneOf(lateCaseViews, query['view']) ?? 'all',
  ...readParties(query),
});
