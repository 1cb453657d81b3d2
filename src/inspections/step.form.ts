import { z } from 'zod';
import { day, readForm, text, version, type Fields } from '../shared/form.js';

/** The version of the case that the person saw when pressing a button. */
export const readVersion = (fields: Fields): number =>
  readForm(z.object({ version: version() }), fields).version;

export const readReason = (fields: Fields) =>
  readForm(z.object({ version: version(), reason: text(1000) }), fields);

export const readConclusion = (fields: Fields) =>
  readForm(z.object({ version: version(), deliveredOn: day(), conclusion: text(8000) }), fields);
