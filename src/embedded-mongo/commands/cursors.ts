import { Long } from 'bson';
import { ServerError } from '../errors.js';
import type { Command } from './request.js';

const getMore: Command = {
  fields: ['collection', 'batchSize', 'term', 'lastKnownCommittedOpTime'],
  inTransaction: true,
  async run(request) {
    const id: unknown = request.body.getMore;
    if (!(id instanceof Long))
      throw new ServerError(
        'TypeMismatch',
        "BSON field 'getMore.getMore' is the wrong type, expected type 'long'",
      );
    const namespace = `${request.database}.${request.string('collection')}`;
    return { batch: await request.engine.cursors.next(id, namespace, request.number('batchSize')) };
  },
};

const killCursors: Command = {
  fields: ['cursors'],
  inTransaction: true,
  run(request) {
    const ids = request.array('cursors');
    if (!ids.every((id) => id instanceof Long))
      throw new ServerError('TypeMismatch', "BSON field 'killCursors.cursors' must hold longs");
    const cursorsKilled = ids.filter((id) => request.engine.cursors.kill(id));
    const cursorsNotFound = ids.filter((id) => !cursorsKilled.includes(id));
    return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
  },
};

/** Going on with results, and ending them. */
export const cursors: Record<string, Command> = { getMore, killCursors };
