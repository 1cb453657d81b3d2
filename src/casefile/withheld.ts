import {
  factsOf,
  faultsOf,
  fingerprint,
  START_OF_CHAIN,
  type Event,
  type Journaled,
} from '../history/event.js';

/** What the unit writes before it sends it is its own, though it is kept with the finding. */
const OWN = 'draft';

type Hidden = Event & { withheld?: true };
export type Exported = Omit<Journaled, 'history'> & { withheld?: true; history: Hidden[] };

/** A document without what the unit has not sent yet. Its events stay in the chain; what they say of drafts is left out. */
export function withoutDrafts(document: Journaled): Exported {
  const { [OWN]: draft, ...rest } = document as Journaled & { draft?: unknown };
  const history = document.history.map((event): Hidden => {
    const changes = event.changes.filter(({ field }) => field !== OWN);
    return changes.length === event.changes.length ? event : { ...event, changes, withheld: true };
  });
  return { ...rest, history, ...(draft === undefined ? {} : { withheld: true }) };
}

/** What is wrong with a document as it was exported. Of what was withheld only its place in the chain can be checked. */
export function exportedFaults({ withheld, ...document }: Exported): string[] {
  if (withheld === undefined && document.history.every((event) => event.withheld === undefined))
    return faultsOf(document);
  let previous = START_OF_CHAIN;
  const faults = document.history.flatMap(({ withheld: hidden, ...event }, index) => {
    const { hash, ...rest } = event;
    const follows = event.seq === index + 1 && event.previous === previous;
    previous = hash;
    return [
      ...(follows ? [] : [`event ${event.seq} does not follow the one before it`]),
      ...(hidden === true || fingerprint(rest) === hash ? [] : [`event ${event.seq} was altered`]),
    ];
  });
  const last = document.history.at(-1)?.state;
  const stands = withheld === true || last === fingerprint(factsOf(document));
  return stands ? faults : [...faults, 'was altered without an event'];
}

export const withheldIn = (document: Exported): number =>
  document.history.filter((event) => event.withheld === true).length;
