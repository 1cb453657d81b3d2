import { z } from 'zod';
import { choice, readForm, version, type Fields } from '../shared/form.js';
import { shows, views } from './schedule-filter.js';

const shape = z.object({ version: version(), view: choice(views), show: choice(shows) });
export type FeedInput = z.output<typeof shape>;

/** Reads the form that makes a feed. */
export const readFeed = (fields: Fields): FeedInput => readForm(shape, fields);

export const readFeedVersion = (fields: Fields): number =>
  readForm(z.object({ version: version() }), fields).version;
