import { randomBytes } from 'node:crypto';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { Forbidden, Invalid, NotFound } from '../shared/errors.js';
import type { Log } from '../shared/log.js';
import { isCsrfError } from './csrf.js';
import { TooMany } from './limits.js';
import { pathForLog } from './request-log.js';
import { send } from './respond.js';
import { page, type Answer } from './visit.js';

/** Errors that have words of their own; the rest of 4xx is "we cannot read this", everything else is a fault of ours. */
const worded = [403, 404, 409, 410, 413, 422, 423, 429];

const statusOf = (error: unknown): number => {
  const status: unknown = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
};

/** A forged or outdated form is told apart from what one may not do. */
const kindOf = (error: unknown, status: number): string => {
  if (isCsrfError(error)) return 'outdated';
  return worded.includes(status) ? `s${status}` : status < 500 ? 's400' : 's500';
};

function presentError(req: Request, error: unknown, status: number, reference: string): Answer {
  const { t, person } = req.visitor;
  const kind = kindOf(error, status);
  const minutes = error instanceof TooMany ? Math.ceil(error.seconds / 60) : 0;
  const instead = error instanceof Forbidden ? error.instead : undefined;
  const details = error instanceof Invalid ? error.errors.map((item) => t(item.message, item.values)) : [];
  return page(
    'errors/error',
    {
      title: t(`errors:page.${kind}.title`),
      text: t(instead ?? `errors:page.${kind}.text`, { minutes }),
      details,
      reference: status === 500 ? reference : null,
      link:
        person === undefined && kind === 'outdated'
          ? { href: '/sign-in', label: t('errors:page.toSignIn') }
          : { href: '/', label: t('errors:page.toHome') },
    },
    status,
  );
}

/** What is said when not even a page can be made: the database or a view has failed. */
function sayPlainly(res: Response, status: number, reference: string): void {
  const text = `Kỷ Cương: hệ thống gặp lỗi, xin thử lại sau. / Something went wrong, please try again later. (${reference})`;
  res.status(status).type('text').set('Cache-Control', 'no-store').send(text);
}

export const notFound: RequestHandler = (req) => {
  throw new NotFound(`${req.method} ${req.path}`);
};

/** The designed page for every error. A fault of ours shows a reference; the log has the whole story under it. */
export function errorPages(log: Log): ErrorRequestHandler {
  return async (error: unknown, req, res, _next) => {
    const status = statusOf(error);
    const reference = randomBytes(5).toString('hex');
    if (status === 500)
      log.error({ error, reference, method: req.method, path: pathForLog(req.path) }, 'fault');
    if (res.headersSent) return void res.destroy();
    if (error instanceof TooMany) res.set('Retry-After', String(error.seconds));
    try {
      await send(req, res, presentError(req, error, status, reference));
    } catch (fault) {
      log.error({ error: fault, reference }, 'the error page failed');
      sayPlainly(res, status, reference);
    }
  };
}
