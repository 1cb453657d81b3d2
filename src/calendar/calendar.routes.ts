import { Router } from 'express';
import { ofAuthority } from '../extensions/extension.js';
import { allowedActions, assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { NotFound } from '../shared/errors.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { page, redirect, type FormState, type Visit } from '../web/visit.js';
import { presentConfirmation, presentDayForm } from './calendar-form.presenter.js';
import { readConfirmation, readDayEntry, readRemoval } from './calendar.form.js';
import { presentCalendars } from './calendar-list.presenter.js';
import { readYear } from './calendar-year.js';
import { presentYear } from './year.presenter.js';

function yearIn({ params }: Visit): number {
  const year = readYear(params['year']);
  if (year === undefined) throw new NotFound(`calendar of ${params['year']}`);
  return year;
}

export function calendarRoutes({ calendar }: Services): Router {
  const router = Router();

  const showYear = async (visit: Visit, form: FormState) =>
    page(
      'calendar/year',
      presentYear(
        await calendar.year(yearIn(visit)),
        allowedActions(visit.actor, ofAuthority(visit.actor.post.unitId)),
        form,
        visit,
      ),
    );
  const showDay = async (visit: Visit, form: FormState) => {
    assertAllowed(visit.actor, 'calendar.manage');
    return page('calendar/form', presentDayForm(await calendar.year(yearIn(visit)), form, visit));
  };
  const showConfirmation = async (visit: Visit, form: FormState) => {
    assertAllowed(visit.actor, 'calendar.manage');
    return page('calendar/form', presentConfirmation(await calendar.year(yearIn(visit)), form, visit));
  };

  router.get(
    '/calendar',
    signedIn(async (visit) => page('calendar/list', presentCalendars(await calendar.years(), visit))),
  );
  router.get('/calendar/:year', shownForm(showYear));
  router.get('/calendar/:year/days', shownForm(showDay));
  router.post(
    '/calendar/:year/days',
    posted(showDay, async (visit) => {
      const year = yearIn(visit);
      const { version, entry } = readDayEntry(visit.fields);
      await calendar.addDay(visit.actor, year, version, entry);
      return redirect(`/calendar/${year}`, 'calendar:dayAdded');
    }),
  );
  router.post(
    '/calendar/:year/removals',
    posted(showYear, async (visit) => {
      const year = yearIn(visit);
      const { version, day } = readRemoval(visit.fields);
      await calendar.removeDay(visit.actor, year, version, day);
      return redirect(`/calendar/${year}`, 'calendar:dayRemoved');
    }),
  );
  router.get('/calendar/:year/confirmation', shownForm(showConfirmation));
  router.post(
    '/calendar/:year/confirmation',
    posted(showConfirmation, async (visit) => {
      const year = yearIn(visit);
      const { version, answer } = readConfirmation(visit.fields);
      await calendar.confirm(visit.actor, year, version, answer);
      return redirect(
        `/calendar/${year}`,
        answer.confirmed ? 'calendar:confirmedNow' : 'calendar:unconfirmedNow',
      );
    }),
  );
  return router;
}
