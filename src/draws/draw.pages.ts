import { canonical } from '../history/event.js';
import { looksAtDraw } from '../inspections/seal.pages.js';
import { allowed, allowedActions, assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { Invalid } from '../shared/errors.js';
import { inLanguage } from '../shared/language.js';
import { readKey } from '../shared/paging.js';
import { everyRow } from '../web/list-files.js';
import { idOf, page, wasSent, type Answer, type FormState, type Visit } from '../web/visit.js';
import { firstValues, presentDrawForm } from './draw-form.presenter.js';
import { readCriteria } from './draw.form.js';
import { subjectOfDraw } from './draw.js';
import { presentDraw, presentRelease, presentVerification } from './draw.presenter.js';
import { drawColumns } from './draw-table.presenter.js';
import { presentDraws } from './draws.presenter.js';
import { visitsOfDraw } from './drawn-visits.queries.js';

/** The pages of draws: each loads what it shows and gives it to its presenter. */
export function drawPages(services: Services) {
  const { draws, units, settings } = services;

  /** The list that the criteria lead to; while they cannot be read, their faults are all there is to show. */
  async function poolFor({ actor }: Visit, form: FormState) {
    try {
      return await draws.candidates(actor, readCriteria(form.values));
    } catch (error) {
      if (error instanceof Invalid) return undefined;
      throw error;
    }
  }

  const load = (visit: Visit) => draws.load(visit.actor, idOf(visit));

  return {
    list: async (visit: Visit): Promise<Answer> => {
      const found = await draws.list(visit.actor, readKey(visit.query['key']));
      return page('draws/list', presentDraws(found, allowed(visit.actor, 'draw.make'), visit));
    },

    /** The same list as a file: what the reader may see of it, and no more. */
    file: (visit: Visit) =>
      Promise.resolve({
        title: visit.t('draws:title'),
        columns: drawColumns(visit),
        rows: everyRow((key) => draws.list(visit.actor, key)),
        filter: visit.t('exports:everything'),
      }),

    /** The form; once something was sent, with the candidates as they are now. */
    form: async (visit: Visit, form: FormState): Promise<Answer> => {
      assertAllowed(visit.actor, 'draw.make');
      const today = dayOf(visit.now);
      const sent = wasSent(visit);
      const proposed = await settings.limits('draw', today);
      const values = sent ? form.values : firstValues(today, proposed);
      const [inspectors, labels, pool] = await Promise.all([
        draws.people(visit.actor),
        units.suggestions(today),
        sent ? poolFor(visit, form) : undefined,
      ]);
      const shown = { values, errors: form.errors };
      return page('draws/form', presentDrawForm(shown, { inspectors, units: labels, pool }, visit));
    },

    show: async (visit: Visit): Promise<Answer> => {
      const draw = await load(visit);
      const { below } = draw.list.parameters;
      const [visits, relatives, above] = await Promise.all([
        visitsOfDraw(visit.actor, draw.id),
        draws.relatives(visit.actor, draw),
        below === undefined ? undefined : units.find(below),
      ]);
      const context = {
        allowed: allowedActions(visit.actor, subjectOfDraw(draw)),
        visits,
        relatives,
        below: above === undefined ? '' : inLanguage(above.name, visit.language),
      };
      const looked = await looksAtDraw(services, visit, draw.id);
      return page('draws/show', { ...presentDraw(draw, context, visit), looks: looked });
    },

    /** The very text whose SHA-256 is the fingerprint. */
    text: async (visit: Visit): Promise<Answer> => {
      const draw = await load(visit);
      const headers = {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': 'attachment; filename="list.json"',
      };
      return { kind: 'file', body: Buffer.from(canonical(draw.list)), headers };
    },

    verification: async (visit: Visit): Promise<Answer> => {
      const draw = await load(visit);
      return page('draws/verification', presentVerification(draw, await draws.verify(draw), visit));
    },

    release: async (visit: Visit, form: FormState): Promise<Answer> => {
      const draw = await load(visit);
      assertAllowed(visit.actor, 'draw.release', subjectOfDraw(draw));
      return page('draws/release', presentRelease(form, draw, visit));
    },
  };
}
