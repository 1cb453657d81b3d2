import type { RequestHandler } from 'express';
import type { Log } from '../shared/log.js';

/** What nobody asks the log about, unless it goes wrong. */
const isRoutine = (path: string): boolean => path.startsWith('/assets/') || path === '/health';

/** The path as a log may keep it: an address that opens something by itself stays a secret. */
export const pathForLog = (path: string): string => path.replace(/^\/(feeds|invitation)\/.+/, '/$1/…');

/** One line per request: what, whose, how long. No query, body or cookie: they can hold what a case is about. */
export const requestLog =
  (log: Log): RequestHandler =>
  (req, res, next) => {
    const begun = process.hrtime.bigint();
    const path = pathForLog(req.path);
    res.once('close', () => {
      if (isRoutine(path) && res.statusCode < 400) return;
      const ms = Number(process.hrtime.bigint() - begun) / 1e6;
      const person = req.user?.id ?? null;
      log.info(
        { method: req.method, path, status: res.statusCode, ms: Math.round(ms * 10) / 10, person },
        'request',
      );
    });
    next();
  };
