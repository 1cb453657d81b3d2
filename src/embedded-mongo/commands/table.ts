import { administration } from './administration.js';
import { aggregate } from './aggregate.js';
import { collMod } from './collection-changes.js';
import { collections } from './collections.js';
import { count } from './count.js';
import { cursors } from './cursors.js';
import { deleteCommand } from './delete.js';
import { distinct } from './distinct.js';
import { explain } from './explain.js';
import { find } from './find.js';
import { findAndModify } from './find-and-modify.js';
import { handshake } from './handshake.js';
import { indexes } from './indexes.js';
import { insert } from './insert.js';
import { moments } from './moments.js';
import { operations } from './operations.js';
import { replicaSet } from './replica-set.js';
import type { Command } from './request.js';
import { sessions } from './sessions.js';
import { statistics } from './statistics.js';
import { update } from './update.js';
import { embeddedCheckFile, validate } from './validate.js';

/** Every command that the store answers, by its name on the wire. */
export const COMMANDS: Record<string, Command> = {
  ...handshake,
  ...administration,
  ...statistics,
  ...collections,
  ...indexes,
  ...cursors,
  ...sessions,
  ...moments,
  ...operations,
  ...replicaSet,
  collMod,
  find,
  aggregate,
  count,
  distinct,
  explain,
  validate,
  embeddedCheckFile,
  insert,
  update,
  delete: deleteCommand,
  findAndModify,
  findandmodify: findAndModify,
};

COMMANDS.listCommands = {
  fields: [],
  run: () => ({
    commands: Object.fromEntries(
      Object.keys(COMMANDS).map((name) => [name, { help: '', requiresAuth: false, adminOnly: false }]),
    ),
    ok: 1,
  }),
};

/** Fields that any command may carry. */
export const GENERIC = new Set([
  '$db',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'stmtId',
  'stmtIds',
  '$clusterTime',
  '$readPreference',
  '$audit',
  '$client',
  '$configServerState',
  'readConcern',
  'writeConcern',
  'maxTimeMS',
  'maxTimeMSOpOnly',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  'api',
  'clientOperationKey',
  'rawData',
]);
