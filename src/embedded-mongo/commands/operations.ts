import { ServerError } from '../errors.js';
import { numberOf } from '../engine/values/documents.js';
import type { Command } from './request.js';
import { operations as list } from './sources.js';

/** The commands under way: seeing and ending them. */
export const operations: Record<string, Command> = {
  currentOp: {
    fields: ['$all', '$ownOps'],
    run: (request) => ({ inprog: list(request), ok: 1 }),
  },
  killOp: {
    fields: ['op'],
    run({ engine, body }) {
      const id = numberOf(body.op);
      if (id === undefined) throw new ServerError('TypeMismatch', 'Expected field "op" to be a number');
      engine.operations.kill(id);
      return { info: 'attempting to kill op', ok: 1 };
    },
  },
  profile: {
    fields: ['slowms', 'sampleRate', 'filter'],
    run({ body }) {
      const level = numberOf(body.profile) ?? NaN;
      if (level > 0) throw new ServerError('NotImplemented', 'Profiling is not supported by this store');
      return { was: 0, slowms: 100, sampleRate: 1, ok: 1 };
    },
  },
};
