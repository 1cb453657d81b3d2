import { savedFor } from '../filters/saved-filters.pages.js';
import { exportAnswer } from '../exports/answer.js';
import type { FileFormat } from '../exports/table-file.js';
import { presentFindingFacts } from '../findings/finding-row.presenter.js';
import { findingNumber, findingSubject, type Finding } from '../findings/finding.js';
import { presentActForm } from '../inspections/act-form.presenter.js';
import { partyPages } from '../inspections/party.pages.js';
import { allowed, assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { fieldMaker } from '../shared/fields.js';
import { readKey } from '../shared/paging.js';
import { describeFilter } from '../web/list-page.js';
import { idOf, page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { presentHandlingForm } from './handling-form.presenter.js';
import { fieldsOfHandling } from './handling.form.js';
import { readHandlingFilter } from './handling-filter.js';
import { handlingColumns, LIST, presentHandlingList } from './handling-list.presenter.js';
import { presentHandling } from './handling.presenter.js';
import { countHandlings, everyHandling, listHandlings } from './handling.queries.js';
import { presentHandlingRow } from './handling-row.presenter.js';
import { handlingSubject, isHandled } from './handling.js';

type HandledCase = { inspectionId: string; findingId?: string };

/** What came of the findings of a case, or of one of them, for the pages of both. */
export async function handlingsOf(
  { handlings }: Services,
  visit: Visit,
  { inspectionId, findingId }: HandledCase,
) {
  const all = await handlings.ofInspection(visit.actor, inspectionId);
  return all
    .filter((one) => findingId === undefined || one.findingId === findingId)
    .map((one) => presentHandlingRow(one, visit));
}

/** What came of a finding on its page, and the way to record it for whoever may. */
export async function handlingOfFinding(services: Services, visit: Visit, finding: Finding) {
  const mayRecord = isHandled(finding) && allowed(visit.actor, 'handling.record', findingSubject(finding));
  const { id: findingId, inspectionId } = finding;
  const rows = await handlingsOf(services, visit, { inspectionId, findingId });
  const record = mayRecord
    ? { href: `/findings/${findingId}/handling`, label: visit.t('handling:act.record') }
    : null;
  return rows.length === 0 && record === null ? null : { rows, record };
}

/** The pages of what came of findings for those who answer for them. */
export function handlingPages(services: Services) {
  const { handlings, timing, settings } = services;
  const parties = partyPages(services);

  async function factsOf(visit: Visit, finding: Finding) {
    const judge = await timing.judge(dayOf(visit.now));
    return presentFindingFacts(finding, judge, visit.language, visit.t);
  }

  /** An entry that the actor may correct, and the finding that it is about. */
  async function changing(visit: Visit) {
    const handling = await handlings.load(visit.actor, idOf(visit));
    assertAllowed(visit.actor, 'handling.record', handlingSubject(handling));
    const finding = await handlings.findingFor(visit.actor, handling.findingId);
    const here = `/handling/${handling.id}`;
    return {
      handling,
      facts: await factsOf(visit, finding),
      here,
      back: { href: here, label: visit.t('handling:back') },
    };
  }

  return {
    list: async (visit: Visit): Promise<Answer> => {
      assertAllowed(visit.actor, 'handling.read');
      const filter = readHandlingFilter(visit.query);
      const narrowed = await parties.asked(filter, visit);
      const [list, count, names, saved] = await Promise.all([
        listHandlings(visit.actor, narrowed, readKey(visit.query['key'])),
        countHandlings(visit.actor, narrowed),
        parties.names(filter, visit),
        savedFor(services, visit, LIST, filter),
      ]);
      const content = presentHandlingList(list, { filter, count, names }, visit);
      return page('handling/list', { ...content, saved });
    },

    file:
      (format: FileFormat) =>
      async (visit: Visit): Promise<Answer> => {
        assertAllowed(visit.actor, 'handling.read');
        const filter = readHandlingFilter(visit.query);
        const told = describeFilter(LIST, { filter, names: await parties.names(filter, visit) }, visit);
        const rows = everyHandling(visit.actor, await parties.asked(filter, visit));
        const list = {
          title: visit.t('handling:list'),
          columns: handlingColumns(visit),
          rows,
          filter: told,
        };
        return exportAnswer('handling', format, list, visit);
      },

    show: async (visit: Visit): Promise<Answer> => {
      const handling = await handlings.load(visit.actor, idOf(visit));
      const subject = handlingSubject(handling);
      const rights = {
        mayRecord: allowed(visit.actor, 'handling.record', subject),
        mayName: allowed(visit.actor, 'handling.name', subject),
      };
      return page('handling/show', presentHandling(handling, rights, visit));
    },

    recordForm: async (visit: Visit, form: FormState): Promise<Answer> => {
      const finding = await handlings.findingFor(visit.actor, idOf(visit));
      const here = `/findings/${finding.id}`;
      const shown = {
        start: { who: finding.responsiblePost },
        version: 0,
        measures: (await settings.get()).measures,
        today: dayOf(visit.now),
        facts: await factsOf(visit, finding),
        action: `${here}/handling`,
        back: { href: here, label: findingNumber(finding) },
        correcting: false,
      };
      return page('handling/form', presentHandlingForm(form, shown, visit));
    },

    correctionForm: async (visit: Visit, form: FormState): Promise<Answer> => {
      const { handling, facts, here, back } = await changing(visit);
      const { measures } = await settings.get();
      const { text, legalBasis, party } = handling.measure;
      const known = measures.find(
        (one) => one.party === party && one.text.vi === text.vi && one.legalBasis === legalBasis,
      );
      const shown = {
        start: fieldsOfHandling(handling, known?.id ?? ''),
        version: handling.version,
        measures,
        today: dayOf(visit.now),
        facts,
        action: `${here}/correction`,
        back,
        correcting: true,
      };
      return page('handling/form', presentHandlingForm(form, shown, visit));
    },

    settingAsideForm: async (visit: Visit, form: FormState): Promise<Answer> => {
      const { handling, facts, here, back } = await changing(visit);
      const { t } = visit;
      const field = fieldMaker(t, form.values, form.errors);
      const act = {
        title: t('handling:act.setAside'),
        lead: t('handling:lead.setAside'),
        submit: t('handling:act.setAside'),
        action: `${here}/setting-aside`,
        back,
        version: handling.version,
        facts,
        textareas: [field('reason', { label: 'handling:field.reason', rows: 3 })],
      };
      return page('inspections/act', presentActForm(form, act, visit));
    },
  };
}
