import { Router } from 'express';
import { reportFormats } from '../reports/report-formats.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { newId } from '../shared/ids.js';
import type { Language, Translate } from '../shared/language.js';
import { open, posted, shownForm } from '../web/handle.js';
import { idOf, page, redirect, type FormState, type Visit } from '../web/visit.js';
import { readConnection, readRevocation } from './connection.form.js';
import { presentConnected, presentConnections } from './connections.presenter.js';
import { reportDataPages } from './report-data.pages.js';
import { REPORTS } from './report-data.presenter.js';

/** Connections, for the administrator, and the addresses at which other systems read. */
export function connectionsRoutes(
  services: Services,
  translate: (language: Language) => Translate,
  home: string,
): Router {
  const { connections, units } = services;
  const router = Router();
  const show = async (visit: Visit, form: FormState) => {
    const list = await connections.list(visit.actor);
    const content = { list, units: await units.suggestions(dayOf(visit.now)), id: newId(), home };
    return page('connections/list', presentConnections(content, form, visit));
  };
  router.get('/settings/connections', shownForm(show));
  router.post(
    '/settings/connections',
    posted(show, async (visit) => {
      const { connection, token } = await connections.make(visit.actor, readConnection(visit.fields));
      return page('people/issued', presentConnected(connection, token, visit));
    }),
  );
  router.post(
    '/settings/connections/:id/revocation',
    posted(
      (visit, { errors }) => show(visit, { values: {}, errors }),
      async (visit) => {
        await connections.revoke(visit.actor, idOf(visit), readRevocation(visit.fields));
        return redirect('/settings/connections', 'connections:revoked');
      },
    ),
  );

  const data = reportDataPages(services, translate, home);
  router.get(REPORTS, open(data.list));
  router.get(`${REPORTS}/:id.pdf`, open(data.paper));
  for (const format of reportFormats) router.get(`${REPORTS}/:id.${format}`, open(data.figures(format)));
  return router;
}
