import { Router } from 'express';
import type { Services } from '../services.js';
import { open, posted, shownForm, submitted, type OpenVisit } from '../web/handle.js';
import { emptyForm, page, redirect, type FormState, type Visit } from '../web/visit.js';
import { readAccount, readLanguage, readPasswordChange, readSignIn, safeNext } from './account.form.js';
import { presentAccount, presentPassword, presentSignIn } from './account.presenter.js';

/** What people do with their own account. */
export function accountRoutes(services: Services): Router {
  const { accounts } = services;
  const router = Router();

  const showSignIn = (visit: OpenVisit, form: FormState) => {
    const next = visit.fields['next'] ?? visit.query['next'] ?? '/';
    return page('people/sign-in', presentSignIn(visit, form, safeNext(String(next)), services.demoAccounts));
  };
  router.get(
    '/sign-in',
    open((visit) => showSignIn(visit, emptyForm)),
  );
  router.post(
    '/sign-in',
    open(
      submitted(showSignIn, async (visit, door) => {
        const { next } = readSignIn(visit.fields);
        const person = await door.signIn();
        return redirect(person.mustChangePassword ? '/password' : next);
      }),
    ),
  );
  router.post(
    '/sign-out',
    open(async (_visit, door) => {
      await door.leave();
      return redirect('/sign-in', 'people:signIn.left');
    }),
  );

  const showPassword = async (visit: Visit, form: FormState) => {
    const forced = await accounts.mustChangePassword(visit.actor.personId);
    return page('people/password', presentPassword(visit, form, forced));
  };
  router.get('/password', shownForm(showPassword));
  router.post(
    '/password',
    posted(showPassword, async (visit, door) => {
      const { current, next } = readPasswordChange(visit.fields);
      await door.enter(await accounts.changePassword(visit.actor.personId, current, next, visit.now));
      return redirect('/', 'people:password.changed');
    }),
  );

  const showAccount = async (visit: Visit, form: FormState) => {
    const person = await accounts.known(visit.actor.personId);
    const { userName, posts, mail } = person;
    const acting = posts.findIndex(
      ({ role, unitId }) => role === visit.actor.post.role && unitId === visit.actor.post.unitId,
    );
    return page('people/account', presentAccount(visit, form, { person, userName, mail }, acting));
  };
  router.get('/account', shownForm(showAccount));
  router.post(
    '/account',
    posted(showAccount, async (visit, door) => {
      const { language, post, mailAddress, mailChoice } = readAccount(visit.fields);
      await accounts.chooseLanguage(visit.actor.personId, language);
      await accounts.chooseMail(visit.actor.personId, mailAddress, mailChoice);
      door.takePost(post);
      return redirect('/account', 'people:account.saved');
    }),
  );

  router.post(
    '/language',
    open(async (visit, door) => {
      const { language, back } = readLanguage(visit.fields);
      if (door.personId !== undefined) await accounts.chooseLanguage(door.personId, language);
      door.rememberLanguage(language);
      return redirect(back);
    }),
  );
  return router;
}
