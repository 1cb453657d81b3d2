import { z } from 'zod';
import { choice, optionalText, readForm, text, version, type Fields } from '../shared/form.js';
import { extents } from './connection.js';

const shape = z.object({ id: optionalText(64), name: text(100), unit: text(200), extent: choice(extents) });
export const readConnection = (fields: Fields) => readForm(shape, fields);
export type ConnectionInput = ReturnType<typeof readConnection>;

export const readRevocation = (fields: Fields): number =>
  readForm(z.object({ version: version() }), fields).version;
