import { Binary, UUID } from 'bson';
import { ServerError } from '../errors.js';
import { isDocument } from '../engine/values/documents.js';
import { wrongType } from './fields.js';
import type { Command, Request } from './request.js';

function checkEnd({ database, body }: Request, name: string): void {
  if (database !== 'admin')
    throw new ServerError('Unauthorized', `${name} may only be run against the admin database.`);
  if (body.autocommit !== false)
    throw new ServerError('CommandFailed', `${name} must be run within a transaction`);
}

/** Checks a session's id, as drivers send it: `{ id: UUID }`. */
export function checkSession(lsid: unknown): void {
  if (lsid === undefined) return;
  if (!isDocument(lsid)) throw wrongType('lsid', lsid, "'object'");
  const { id } = lsid as { id?: unknown };
  if (!(id instanceof Binary)) throw wrongType('OperationSessionInfo.lsid.id', id, "'binData'");
  if (id.sub_type !== Binary.SUBTYPE_UUID || id.length() !== 16)
    throw new ServerError('InvalidUUID', 'uuid must be a 16-byte binary field with UUID (4) subtype');
}

const endSessions: Command = {
  fields: [],
  run(request) {
    const ids = request.array(request.name);
    ids.forEach(checkSession);
    request.engine.sessions.forget(ids as { id: Binary }[]);
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
      checkEnd(request, 'commitTransaction');
      await request.engine.sessions.commit(request.body);
      return { ok: 1 };
    },
  },
  abortTransaction: {
    fields: ['recoveryToken'],
    inTransaction: true,
    run(request) {
      checkEnd(request, 'abortTransaction');
      request.engine.sessions.abort(request.body);
      return { ok: 1 };
    },
  },
};
