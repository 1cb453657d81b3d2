import { UUID, type Binary } from 'bson';
import { ServerError } from '../errors.js';
import type { Command } from './request.js';

function onlyAdmin(database: string, name: string): void {
  if (database !== 'admin')
    throw new ServerError('Unauthorized', `${name} may only be run against the admin database.`);
}

const endSessions: Command = {
  fields: [],
  run(request) {
    request.engine.sessions.forget(request.array(request.name) as { id: Binary }[]);
    return { ok: 1 };
  },
};

/** Sessions and the ends of transactions. */
export const sessions: Record<string, Command> = {
  startSession: { fields: [], run: () => ({ id: { id: new UUID() }, timeoutMinutes: 30, ok: 1 }) },
  refreshSessions: { fields: [], run: () => ({ ok: 1 }) },
  endSessions,
  killSessions: endSessions,
  commitTransaction: {
    fields: ['recoveryToken'],
    inTransaction: true,
    async run(request) {
      onlyAdmin(request.database, 'commitTransaction');
      await request.engine.sessions.commit(request.body);
      return { ok: 1 };
    },
  },
  abortTransaction: {
    fields: ['recoveryToken'],
    inTransaction: true,
    run(request) {
      onlyAdmin(request.database, 'abortTransaction');
      request.engine.sessions.abort(request.body);
      return { ok: 1 };
    },
  },
};
