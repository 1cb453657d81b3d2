import { Router } from 'express';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { NotFound } from '../shared/errors.js';
import { readKey } from '../shared/paging.js';
import { open, posted, shownForm, type OpenVisit } from '../web/handle.js';
import { stepsOf } from '../web/steps.js';
import { idOf, page, redirect, type FormState, type Visit } from '../web/visit.js';
import { readDisclosure, readTakingDown } from './disclosure.form.js';
import {
  presentDisclosureForm,
  presentDisclosurePreview,
  presentTakingDownForm,
} from './disclosures.presenter.js';
import {
  OPEN_REPORTS,
  presentOpenReport,
  presentOpenReports,
  presentTakenDown,
} from './open-reports.presenter.js';

/** Issued reports that everybody may read: chosen, shown first, made public, taken down; and read without signing in. */
export function disclosuresRoutes({ disclosures, units }: Services): Router {
  const router = Router();

  const form = async (visit: Visit, state: FormState) =>
    page(
      'disclosures/form',
      presentDisclosureForm(await disclosures.load(visit.actor, idOf(visit)), state, visit),
    );
  router.get('/filings/:id/disclosure', shownForm(form));
  router.post(
    '/filings/:id/disclosure',
    posted(form, async (visit) => {
      const input = readDisclosure(visit.fields);
      const { actor } = visit;
      if (input.shown !== '') {
        await disclosures.disclose(actor, idOf(visit), input);
        return redirect(`/filings/${idOf(visit)}`, 'disclosures:disclosed');
      }
      const found = await disclosures.load(actor, idOf(visit));
      const shown = await disclosures.preview(found, input);
      return page('disclosures/preview', presentDisclosurePreview(found, input, shown, visit));
    }),
  );
  stepsOf(router, '/filings').form(
    'taking-down',
    async (visit, state) => {
      const { disclosure, ...rest } = await disclosures.load(visit.actor, idOf(visit));
      if (disclosure === undefined) throw new NotFound(`disclosure ${idOf(visit)}`);
      return page('inspections/act', presentTakingDownForm({ ...rest, disclosure }, state, visit));
    },
    async ({ actor, fields }, id) => {
      await disclosures.takeDown(actor, id, readTakingDown(fields));
      return 'disclosures:done';
    },
  );

  const list = async (visit: OpenVisit) => {
    const typed = (visit.query['unit'] ?? '').trim().slice(0, 200);
    const today = dayOf(visit.now);
    const found = typed === '' ? undefined : await units.resolve(typed, today, visit.language);
    const errors =
      found === undefined || 'unit' in found
        ? []
        : [{ field: 'unit', message: found.error, values: found.values }];
    const unitId = found === undefined ? undefined : 'unit' in found ? found.unit.id : '';
    const rows = await disclosures.list(unitId, readKey(visit.query['key']));
    const listing = { rows, typed, suggestions: await units.suggestions(today) };
    return page('disclosures/list', presentOpenReports(listing, { errors }, visit));
  };
  router.get(OPEN_REPORTS, open(list));
  router.get(
    `${OPEN_REPORTS}/:id`,
    open(async (visit) => {
      const { disclosure, content } = await disclosures.shown(idOf(visit));
      // Search engines forget what is gone (410), and ask again for what is only not found.
      if (content === undefined) return page('errors/error', presentTakenDown(visit), 410);
      return page('disclosures/show', presentOpenReport(disclosure, content, visit));
    }),
  );
  return router;
}
