import { Router } from 'express';
import { roles } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { readKey } from '../shared/paging.js';
import { signedIn, submitted } from '../web/handle.js';
import { emptyForm, page, redirect, type FormState, type Visit } from '../web/visit.js';
import { presentIssued, presentNewPerson, presentPeople, presentPerson } from './people.presenter.js';
import { fieldsOfPerson, readPerson, readVersion } from './person.form.js';
import { searchWord } from './person.js';

const idOf = (visit: Visit): string => visit.params['id'] ?? '';

/** The accounts, for the administrator. */
export function peopleRoutes(services: Services): Router {
  const { people, units } = services;
  const router = Router();
  const suggestions = (visit: Visit) => units.suggestions(dayOf(visit.now));

  router.get(
    '/people',
    signedIn(async (visit) => {
      const q = visit.query['q'] ?? '';
      const word = searchWord(q);
      const role = roles.find((one) => one === visit.query['role']);
      const filter = { ...(word === '' ? {} : { word }), ...(role === undefined ? {} : { role }) };
      const found = await people.list(visit.actor, filter, readKey(visit.query['at']));
      return page('people/list', presentPeople(visit, found, { q, role: role ?? '' }));
    }),
  );

  const showNew = async (visit: Visit, form: FormState) => {
    assertAllowed(visit.actor, 'people.manage');
    return page('people/form', presentNewPerson(visit, form, await suggestions(visit)));
  };
  router.get(
    '/people/new',
    signedIn((visit) => showNew(visit, emptyForm)),
  );
  router.post(
    '/people',
    signedIn(
      submitted(showNew, async (visit) => {
        const issued = await people.add(visit.actor, readPerson(visit.fields));
        return page('people/issued', presentIssued(visit, issued));
      }),
    ),
  );

  const showPerson = async (visit: Visit, form: FormState) => {
    const stored = await people.find(visit.actor, idOf(visit));
    const fields = fieldsOfPerson(stored.person, stored.unitLabels);
    return page('people/person', presentPerson(visit, form, { ...stored, fields }, await suggestions(visit)));
  };
  const showUnchanged = (visit: Visit, { errors }: FormState) => showPerson(visit, { values: {}, errors });

  router.get(
    '/people/:id',
    signedIn((visit) => showPerson(visit, emptyForm)),
  );
  router.post(
    '/people/:id',
    signedIn(
      submitted(showPerson, async (visit) => {
        const input = readPerson(visit.fields);
        await people.revise(visit.actor, idOf(visit), readVersion(visit.fields), input);
        return redirect(`/people/${idOf(visit)}`, 'people:saved');
      }),
    ),
  );
  router.post(
    '/people/:id/password',
    signedIn(
      submitted(showUnchanged, async (visit) => {
        const issued = await people.resetPassword(visit.actor, idOf(visit), readVersion(visit.fields));
        return page('people/issued', presentIssued(visit, issued));
      }),
    ),
  );
  const change = (path: string, act: 'disable' | 'enable', notice: string) =>
    router.post(
      `/people/:id/${path}`,
      signedIn(
        submitted(showUnchanged, async (visit) => {
          await people[act](visit.actor, idOf(visit), readVersion(visit.fields));
          return redirect(`/people/${idOf(visit)}`, notice);
        }),
      ),
    );
  change('closure', 'disable', 'people:disabled');
  change('opening', 'enable', 'people:enabled');
  return router;
}
