import type { mongo } from 'mongoose';

/**
 * The driver's own collection behind a model, for what is read on every request: a query of mongoose costs twice as
 * much, for it casts what is known to be right. Only for filters that the product has made itself, of typed values.
 */
export const driverOf = <Stored extends mongo.Document>(model: { collection: unknown }) =>
  model.collection as mongo.Collection<Stored>;
