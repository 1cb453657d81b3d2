import { z } from 'zod';
import { refuse } from '../shared/errors.js';
import {
  choice,
  day,
  optionalDay,
  optionalText,
  readForm,
  text,
  version,
  type Fields,
} from '../shared/form.js';

export const deliveryWays = ['handed', 'electronic', 'post'] as const;
export type DeliveryWay = (typeof deliveryWays)[number];

const deliveryShape = z.object({
  version: version(),
  deliveredOn: day(),
  how: choice(deliveryWays),
  to: text(200),
});
export const readDelivery = (fields: Fields) => readForm(deliveryShape, fields);
export type DeliveryInput = z.output<typeof deliveryShape>;

const redateShape = deliveryShape.extend({ reason: text(1000) });
export const readRedate = (fields: Fields) => readForm(redateShape, fields);
export type RedateInput = z.output<typeof redateShape>;

const conclusionShape = z.object({
  version: version(),
  deliveredOn: optionalDay(),
  how: choice(deliveryWays).catch('handed'),
  to: optionalText(200),
  conclusion: text(8000),
});

/** The day of delivery may stay open until the signed notice has been delivered. */
export function readConclusion(fields: Fields) {
  const input = readForm(conclusionShape, fields);
  if (input.deliveredOn !== undefined && input.to === '') refuse('to', 'errors:required');
  return input;
}
export type ConclusionInput = ReturnType<typeof readConclusion>;

const publicationShape = z.object({ version: version(), publishedOn: day(), place: text(300) });
export const readPublication = (fields: Fields) => readForm(publicationShape, fields);
export type PublicationInput = z.output<typeof publicationShape>;
