import type { Event } from '../history/event.js';

/** For how long the files of one case are kept, where somebody has decided otherwise than the rule says. */
export type Retention = {
  id: string;
  version: number;
  /** Years from the day it was closed, 0 for ever; not there: as the rule says. */
  years?: number;
  history: Event[];
};

/** One for each case; the journal knows every document by an id of its own. */
export const retentionId = (inspectionId: string): string => `${inspectionId}-retention`;
export const inspectionIdOf = ({ id }: Pick<Retention, 'id'>): string => id.replace(/-retention$/, '');

/** A case of which nobody has said anything. */
export const byRule = (inspectionId: string): Retention => ({
  id: retentionId(inspectionId),
  version: 0,
  history: [],
});
