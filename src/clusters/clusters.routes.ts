import { Router } from 'express';
import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { idOf, page, redirect, type FormState, type Visit } from '../web/visit.js';
import { readCluster } from './cluster.form.js';
import { subjectOfCluster } from './cluster.js';
import { CLUSTERS, presentClusterForm, presentClusters } from './cluster.presenter.js';

/** Units named together for reports. */
export function clustersRoutes({ clusters }: Services): Router {
  const router = Router();

  async function form(visit: Visit, state: FormState) {
    const { id } = visit.params;
    const cluster = id === undefined ? undefined : await clusters.load(visit.actor, id);
    if (cluster === undefined) assertAllowed(visit.actor, 'cluster.make');
    else assertAllowed(visit.actor, 'cluster.revise', subjectOfCluster(cluster));
    const suggestions = await clusters.formerDistricts();
    const context = { suggestions, ...(cluster === undefined ? {} : { cluster }) };
    return page('clusters/form', presentClusterForm(state, context, visit));
  }

  router.get(
    CLUSTERS,
    signedIn(async (visit) => {
      assertAllowed(visit.actor, 'report.read');
      return page('clusters/list', presentClusters(await clusters.list(visit.actor), visit));
    }),
  );
  router.get(`${CLUSTERS}/new`, shownForm(form));
  router.post(
    CLUSTERS,
    posted(form, async (visit) => {
      await clusters.make(visit.actor, readCluster(visit.fields));
      return redirect(CLUSTERS, 'clusters:saved');
    }),
  );
  router.get(`${CLUSTERS}/:id`, shownForm(form));
  router.post(
    `${CLUSTERS}/:id`,
    posted(form, async (visit) => {
      await clusters.revise(visit.actor, idOf(visit), readCluster(visit.fields));
      return redirect(CLUSTERS, 'clusters:saved');
    }),
  );
  return router;
}
