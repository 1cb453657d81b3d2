import { Router } from 'express';
import type { Services } from '../services.js';
import { open } from '../web/handle.js';
import { page, redirect } from '../web/visit.js';
import { presentProof } from './proof.presenter.js';

/** Whether a paper is genuine, for everybody who holds it. Strangers are slowed down by the shell like everywhere. */
export function proofRoutes({ filingIssue }: Pick<Services, 'filingIssue'>): Router {
  const router = Router();
  router.get(
    '/verify',
    open((visit) => {
      const code = (visit.query['code'] ?? '').replace(/\s/g, '').toLowerCase().slice(0, 40);
      if (code !== '') return redirect(`/verify/${encodeURIComponent(code)}`);
      return page('filings/proof', presentProof('', undefined, visit));
    }),
  );
  router.get(
    '/verify/:code',
    open(async (visit) => {
      const code = visit.params['code'] ?? '';
      const proof = await filingIssue.proof(code);
      return page('filings/proof', presentProof(code, proof, visit), proof === undefined ? 404 : 200);
    }),
  );
  return router;
}
