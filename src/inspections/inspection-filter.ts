import { isDay, readDay, type Day } from '../shared/dates.js';
import { kinds, modes, states, type Kind, type Mode, type State } from './inspection.js';

export const views = ['all', 'mine', 'sealed'] as const;
export type View = (typeof views)[number];

/** What a list of inspections is narrowed to; it stands in the address, so that it can be kept and sent. */
export type InspectionFilter = {
  view: View;
  state?: State;
  mode?: Mode;
  kind?: Kind;
  /** The Vietnamese topic, in full. */
  topic?: string;
  /** Ids of the inspecting authority and of the inspected unit. */
  authority?: string;
  unit?: string;
  /** Authorities below this unit, not the unit itself. */
  below?: string;
  /** Opened from … to, both included; a case that was never opened has no such day. */
  from?: Day;
  to?: Day;
};

const oneOf = <T extends string>(words: readonly T[], text: string | undefined): T | undefined =>
  words.find((word) => word === text);

const dayIn = (text: string | undefined): Day | undefined =>
  text === undefined || text === '' ? undefined : isDay(text) ? text : readDay(text);

const present = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));

/** Reads the address. What nobody here wrote is left out, not guessed. */
export function readInspectionFilter(query: Record<string, string>): InspectionFilter {
  return {
    view: oneOf(views, query['view']) ?? 'all',
    ...present({
      state: oneOf(states, query['state']),
      mode: oneOf(modes, query['mode']),
      kind: oneOf(kinds, query['kind']),
      topic: query['topic']?.slice(0, 300),
      authority: query['authority']?.slice(0, 64),
      unit: query['unit']?.slice(0, 64),
      below: query['below']?.slice(0, 64),
      from: dayIn(query['from']),
      to: dayIn(query['to']),
    }),
  };
}

/** The address of a list, `view=mine&state=opened`; empty for everything. */
export function writeFilter(filter: object): string {
  const pairs: [string, unknown][] = Object.entries(filter).filter(
    ([name, value]) => value !== undefined && !(name === 'view' && value === 'all'),
  );
  return new URLSearchParams(
    pairs.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
}
