import { Router } from 'express';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { open, posted, shownForm, submitted, type Act, type OpenVisit } from '../web/handle.js';
import { emptyForm, idOf, page, redirect, type FormState, type Visit } from '../web/visit.js';
import { readInvitation, readRevocation, readTaken } from './invitation.form.js';
import { presentEnded, presentInvitations, presentInvited, presentTaking } from './invitations.presenter.js';

/** Whoever comes with an address that leads nowhere any more is told what to do; it never says whether it ever did. */
const orEnded = (act: Act<OpenVisit>) =>
  open(async (visit, door) => {
    try {
      return await act(visit, door);
    } catch (error) {
      if (error instanceof NotFound) return page('errors/error', presentEnded(visit), 404);
      throw error;
    }
  });

/** Invitations: made by supervisors and administrators, taken up by whoever holds the address. */
export function invitationsRoutes({ invitations, units }: Services, home: string): Router {
  const router = Router();
  const show = async (visit: Visit, form: FormState) => {
    const list = await invitations.list(visit.actor);
    const suggestions = await units.suggestions(dayOf(visit.now));
    const given = { units: suggestions, unit: visit.query['unit'] ?? '', id: newId() };
    return page('invitations/list', presentInvitations(list, form, given, visit));
  };
  router.get('/invitations', shownForm(show));
  router.post(
    '/invitations',
    posted(show, async (visit) => {
      const { invitation, secret } = await invitations.invite(visit.actor, readInvitation(visit.fields));
      return page('people/issued', presentInvited(visit, invitation, `${home}/invitation/${secret}`));
    }),
  );
  router.post(
    '/invitations/:id/revocation',
    posted(
      (visit, { errors }) => show(visit, { values: {}, errors }),
      async (visit) => {
        await invitations.revoke(visit.actor, idOf(visit), readRevocation(visit.fields));
        return redirect('/invitations', 'invitations:revoked');
      },
    ),
  );

  const showTaking = async (visit: OpenVisit, form: FormState) => {
    const secret = visit.params['secret'] ?? '';
    const invitation = await invitations.openBy(secret);
    return page('invitations/take', presentTaking(visit, form, invitation, `/invitation/${secret}`));
  };
  router.get(
    '/invitation/:secret',
    orEnded((visit) => showTaking(visit, emptyForm)),
  );
  router.post(
    '/invitation/:secret',
    orEnded(
      submitted(showTaking, async (visit) => {
        await invitations.take(visit.params['secret'] ?? '', readTaken(visit.fields), visit.language);
        return redirect('/sign-in', 'invitations:taken');
      }),
    ),
  );
  return router;
}
