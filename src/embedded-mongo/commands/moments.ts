import { MOMENT, type Command } from './request.js';

/**
 * Not MongoDB's: a client holds a moment and reads it with `find`, `listCollections` and `listIndexes` that name it in
 * `embeddedMoment`.
 */
export const moments: Record<string, Command> = {
  embeddedHoldMoment: {
    fields: [],
    run: ({ engine, connection }) => ({ [MOMENT]: engine.moments.hold(connection), ok: 1 }),
  },
  embeddedReleaseMoment: {
    fields: [],
    run({ body, engine }) {
      engine.moments.release(body.embeddedReleaseMoment);
      return { ok: 1 };
    },
  },
};
