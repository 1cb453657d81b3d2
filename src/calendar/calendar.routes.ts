import { Router } from 'express';
import { ofAuthority } from '../extensions/extension.js';
import { allowedActions, assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { NotFound } from '../shared/errors.js';
import { posted, shownForm, signedIn } from '../web/handle.js';
import { page, redirect, type FormState, type Visit } from '../web/visit.js';
import { presentConfirmation, presentDayForm, presentRemovalForm } from './calendar-form.presenter.js';
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
  const showRemoval = async (visit: Visit, form: FormState) => {
    assertAllowed(visit.actor, 'calendar.manage');
    const year = await calendar.year(yearIn(visit));
    const entry = year.days.find(({ day }) => day === visit.params['day']);
    if (entry === undefined) throw new NotFound(`day ${visit.params['day']}`);
    return page('calendar/form', presentRemovalForm(year, entry, form, visit));
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
      const { version, entry, reason } = readDayEntry(visit.fields);
      await calendar.addDay(visit.actor, year, version, entry, reason);
      return redirect(`/calendar/${year}`, 'calendar:dayAdded');
    }),
  );
  router.get('/calendar/:year/days/:day/removal', shownForm(showRemoval));
  router.post(
    '/calendar/:year/days/:day/removal',
    posted(showRemoval, async (visit) => {
      const year = yearIn(visit);
      await calendar.removeDay(visit.actor, year, visit.params['day'] ?? '', readRemoval(visit.fields));
      return redirect(`/calendar/${year}`, 'calendar:dayRemoved');
    }),
  );
  router.get('/calendar/:year/confirmation', shownForm(showConfirmation));
  router.post(
    '/calendar/:year/confirmation',
    posted(showConfirmation, async (visit) => {
      const year = yearIn(visit);
      const { version, answer, reason } = readConfirmation(visit.fields);
      await calendar.confirm(visit.actor, year, version, answer, reason);
      return redirect(
        `/calendar/${year}`,
        answer.confirmed ? 'calendar:confirmedNow' : 'calendar:unconfirmedNow',
      );
    }),
  );
  return router;
}
