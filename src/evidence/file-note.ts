import type { Event } from '../history/event.js';
import type { Day } from '../shared/dates.js';
import type { Box } from './mask.js';

/** What people say of a file beside what it tells itself; the original is never touched. */
export type FileNote = {
  /** The id of the file. */
  id: string;
  version: number;
  /** What is covered on the copies that people see. */
  boxes: Box[];
  /** When it was really taken, where the camera's clock was wrong or told nothing. */
  takenAt?: Date;
  /** The day for which it proves something. */
  effectiveOn?: Day;
  history: Event[];
};

/** What is said of a file of which nobody has said anything. */
export const noNote = (id: string): FileNote => ({ id, version: 0, boxes: [], history: [] });
