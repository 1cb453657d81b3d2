import type { RequestHandler } from 'express';

/** Leads every page of an installation without people to its setup. Asks until the answer is no, then never again. */
export function setupFirst(isNeeded: () => Promise<boolean>): RequestHandler {
  let done = false;
  return async (req, res, next) => {
    if (!done) done = !(await isNeeded());
    if (done || req.path === '/setup' || req.path === '/language') return next();
    res.set('Cache-Control', 'no-store').redirect(303, '/setup');
  };
}
