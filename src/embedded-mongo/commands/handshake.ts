import { Long, ObjectId } from 'bson';
import { MAX_DOCUMENT } from '../engine/values/documents.js';
import { SET_NAME } from './replica-set.js';
import type { Command, Request } from './request.js';

export const MAX_MESSAGE = 48_000_000;
const electionId = new ObjectId();

// A primary of a set of one: drivers then offer sessions, retryable writes and transactions.
function hello(request: Request) {
  const { host } = request.engine;
  const legacy = request.name !== 'hello';
  const opTime = { ts: undefined, t: Long.ONE };
  return {
    helloOk: true,
    [legacy ? 'ismaster' : 'isWritablePrimary']: true,
    secondary: false,
    setName: SET_NAME,
    setVersion: 1,
    hosts: [host],
    primary: host,
    me: host,
    electionId,
    lastWrite: { lastWriteDate: request.now, majorityWriteDate: request.now, opTime: { t: opTime.t } },
    maxBsonObjectSize: MAX_DOCUMENT,
    maxMessageSizeBytes: MAX_MESSAGE,
    maxWriteBatchSize: 100_000,
    localTime: request.now,
    logicalSessionTimeoutMinutes: 30,
    connectionId: request.connection,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
    ok: 1,
  };
}

const command: Command = {
  fields: [
    'helloOk',
    'client',
    'compression',
    'hostInfo',
    'topologyVersion',
    'maxAwaitTimeMS',
    'saslSupportedMechs',
    'speculativeAuthenticate',
    'loadBalanced',
    'internalClient',
    'forShell',
    'backpressure',
  ],
  run: hello,
};

/** How a driver gets to know the store. */
export const handshake: Record<string, Command> = { hello: command, isMaster: command, ismaster: command };
