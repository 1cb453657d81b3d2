import { Router } from 'express';
import { roles } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { readVersion, type Fields } from '../shared/form.js';
import { readKey } from '../shared/paging.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { everyRow, serveFiles } from '../web/list-files.js';
import { stepsOf } from '../web/steps.js';
import { emptyForm, idOf, page, type FormState, type Visit } from '../web/visit.js';
import { peopleColumns } from './people-table.presenter.js';
import { presentPeople } from './people.presenter.js';
import { presentIssued, presentNewPerson, presentPerson } from './person.presenter.js';
import { fieldsOfPerson, readPerson } from './person.form.js';
import { searchWord } from './person.js';

/** The accounts, for the administrator. */
export function peopleRoutes(services: Services): Router {
  const { people, units } = services;
  const router = Router();
  const suggestions = (visit: Visit) => units.suggestions(dayOf(visit.now));

  const filterOf = ({ query }: Visit) => {
    const word = searchWord(query['q'] ?? '');
    const role = roles.find((one) => one === query['role']);
    return { ...(word === '' ? {} : { word }), ...(role === undefined ? {} : { role }) };
  };

  serveFiles(router, '/people', 'people', (visit) => {
    assertAllowed(visit.actor, 'people.manage');
    const { t } = visit;
    const filter = filterOf(visit);
    const told = [filter.word ?? [], filter.role === undefined ? [] : t(`people:role.${filter.role}`)].flat();
    return Promise.resolve({
      title: t('people:title'),
      columns: peopleColumns(visit),
      rows: everyRow((key) => people.list(visit.actor, filter, key)),
      filter: told.join('; ') || t('exports:everything'),
    });
  });
  router.get(
    '/people',
    signedIn(async (visit) => {
      const q = visit.query['q'] ?? '';
      const filter = filterOf(visit);
      const { role } = filter;
      const found = await people.list(visit.actor, filter, readKey(visit.query['at']));
      return page('people/list', presentPeople(visit, found, { q, role: role ?? '' }));
    }),
  );

  /** A task of the administrator's home says which role nobody holds: it need not be chosen once more. */
  const roleAsked = (asked: string | undefined): Fields => {
    const role = roles.find((one) => one === asked);
    return role === undefined ? {} : { role1: role };
  };

  const showNew = async (visit: Visit, form: FormState) => {
    assertAllowed(visit.actor, 'people.manage');
    return page('people/form', presentNewPerson(visit, form, await suggestions(visit)));
  };
  router.get(
    '/people/new',
    signedIn((visit) => showNew(visit, { ...emptyForm, values: roleAsked(visit.query['role']) })),
  );
  router.post(
    '/people',
    posted(showNew, async (visit) => {
      const issued = await people.add(visit.actor, readPerson(visit.fields));
      return page('people/issued', presentIssued(visit, issued));
    }),
  );

  const showPerson = async (visit: Visit, form: FormState) => {
    const stored = await people.find(visit.actor, idOf(visit));
    const fields = fieldsOfPerson(stored.person, stored.unitLabels);
    return page('people/person', presentPerson(visit, form, { ...stored, fields }, await suggestions(visit)));
  };
  const showUnchanged = (visit: Visit, { errors }: FormState) => showPerson(visit, { values: {}, errors });

  router.get('/people/:id', shownForm(showPerson));
  router.post(
    '/people/:id/password',
    posted(showUnchanged, async (visit) => {
      const issued = await people.resetPassword(visit.actor, idOf(visit), readVersion(visit.fields));
      return page('people/issued', presentIssued(visit, issued));
    }),
  );
  const steps = stepsOf(router, '/people');
  steps.itself(showPerson, async (visit, id) => {
    await people.revise(visit.actor, id, readVersion(visit.fields), readPerson(visit.fields));
    return 'people:saved';
  });
  steps.button('closure', showUnchanged, async (visit, id) => {
    await people.disable(visit.actor, id, readVersion(visit.fields));
    return 'people:disabled';
  });
  steps.button('opening', showUnchanged, async (visit, id) => {
    await people.enable(visit.actor, id, readVersion(visit.fields));
    return 'people:enabled';
  });
  return router;
}
