import os from 'node:os';
import { Long } from 'bson';
import { ServerError } from '../errors.js';
import type { Command } from './request.js';

/** The MongoDB whose behaviour this store follows. */
export const VERSION = '7.0.0';

const buildInfo: Command = {
  fields: [],
  run: () => ({
    version: VERSION,
    versionArray: [7, 0, 0, 0],
    gitVersion: 'ky-cuong embedded store',
    modules: [],
    storageEngines: ['lmdb'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: 16 * 1024 * 1024,
    ok: 1,
  }),
};

/** Small questions that drivers and shells ask. */
export const administration: Record<string, Command> = {
  ping: { fields: [], run: () => ({ ok: 1 }) },
  buildInfo,
  buildinfo: buildInfo,
  connectionStatus: {
    fields: ['showPrivileges'],
    run: () => ({
      authInfo: { authenticatedUsers: [], authenticatedUserRoles: [], authenticatedUserPrivileges: [] },
      ok: 1,
    }),
  },
  getParameter: {
    fields: ['*'],
    run: ({ body }) => {
      if ('featureCompatibilityVersion' in body || body.getParameter === '*')
        return { featureCompatibilityVersion: { version: '7.0' }, ok: 1 };
      throw new ServerError('InvalidOptions', 'no option found to get');
    },
  },
  // There are no users and no roles.
  usersInfo: { fields: ['*'], run: () => ({ users: [], ok: 1 }) },
  rolesInfo: { fields: ['*'], run: () => ({ roles: [], ok: 1 }) },
  hostInfo: {
    fields: [],
    run: ({ now }) => ({
      system: {
        currentTime: now,
        hostname: os.hostname(),
        cpuAddrSize: 64,
        memSizeMB: Long.fromNumber(Math.round(os.totalmem() / 1024 ** 2)),
        numCores: os.availableParallelism(),
        cpuArch: os.arch(),
      },
      os: { type: os.type(), name: os.platform(), version: os.release() },
      extra: {},
      ok: 1,
    }),
  },
  getCmdLineOpts: { fields: [], run: () => ({ argv: ['ky-cuong'], parsed: {}, ok: 1 }) },
  getLog: {
    fields: [],
    run: ({ body }) =>
      body.getLog === '*'
        ? { names: ['global', 'startupWarnings'], ok: 1 }
        : { totalLinesWritten: 0, log: [], ok: 1 },
  },
  whatsmyuri: { fields: [], run: ({ connection }) => ({ you: `127.0.0.1:${connection}`, ok: 1 }) },
};
