import { actsFor } from '../batches/batch.pages.js';
import { savedFor } from '../filters/saved-filters.pages.js';
import { exportAnswer } from '../exports/answer.js';
import type { FileFormat } from '../exports/table-file.js';
import { presentOrigin } from '../answers/origin.presenter.js';
import { subjectOf, type Inspection } from '../inspections/inspection.js';
import { numberOf, presentCaseFacts } from '../inspections/inspection-words.js';
import { allowedActions, assertAllowed } from '../policies/policy.js';
import type { Action } from '../policies/rules.js';
import { remedyOf } from '../remediation/remedy.pages.js';
import type { Services } from '../services.js';
import { dayOf, type Day } from '../shared/dates.js';
import { Forbidden } from '../shared/errors.js';
import { readKey } from '../shared/paging.js';
import { wordingUsed } from './use-wording.pages.js';
import { handlingOfFinding } from '../handling/handling.pages.js';
import { remindersFor } from '../reminders/reminders.pages.js';
import { describeFilter } from '../web/list-page.js';
import { hasValues, idOf, page, wasSent, type Answer, type FormState, type Visit } from '../web/visit.js';
import { partyPages } from '../inspections/party.pages.js';
import { actPages } from './act.pages.js';
import { filterNames } from './filter-names.pages.js';
import { lineFor } from './at-once.js';
import { presentEvidenceForm } from './evidence-form.presenter.js';
import { readFindingFilter, type FindingFilter } from './finding-filter.js';
import { presentFindingForm, type FindingFormContext } from './finding-form.presenter.js';
import { fieldsOfFinding } from './finding.form.js';
import { findingColumns } from './finding-table.presenter.js';
import { LIST, presentFindingList } from './finding-list.presenter.js';
import { presentFinding } from './finding.presenter.js';
import { countFindings, everyFinding, findingQuery, listFindings } from './finding.queries.js';
import { presentFindingFacts } from './finding-row.presenter.js';
import { findingSubject, severities, type Finding, type FindingAct } from './finding.js';

/** The pages of findings: each loads what it shows and gives it to its presenter. */
export function findingPages(services: Services) {
  const { findings, timing, signs, settings, kept, repetitions, sheets } = services;
  const parties = partyPages(services);

  const load = (visit: Visit): Promise<Finding> => findings.load(visit.actor, idOf(visit));

  /** A form is only shown to those who could send it, while it could be sent; what was sent always comes back. */
  function assertPossible(visit: Visit, finding: Finding, act: FindingAct, action: Action): void {
    assertAllowed(visit.actor, action, findingSubject(finding));
    const possible = lineFor(act, finding) !== undefined;
    if (!possible && !wasSent(visit)) throw new Forbidden(`not ${finding.state}`);
  }

  /** A finding that the reader may act upon, and the facts that stand above the form. */
  async function acting(visit: Visit, act: FindingAct, action: Action) {
    const finding = await load(visit);
    assertPossible(visit, finding, act, action);
    const judge = await timing.judge(dayOf(visit.now));
    return { finding, facts: presentFindingFacts(finding, judge, visit.language, visit.t) };
  }

  async function choices(
    visit: Visit,
  ): Promise<Pick<FindingFormContext, 'signs' | 'legalBases' | 'terms' | 'wordings'>> {
    const today = dayOf(visit.now);
    const [catalogue, wordings, legalBases, ...days] = await Promise.all([
      signs.current(),
      services.wordings.offered(),
      settings.legalBasesOn(today),
      ...severities.map((severity) => settings.termFor(severity, today)),
    ]);
    const [minor = 0, moderate = 0, serious = 0] = days;
    return {
      signs: catalogue.groups.flatMap((group) => group.signs),
      wordings,
      legalBases,
      terms: { minor, moderate, serious },
    };
  }

  /** Earlier findings like what stands in the form. */
  async function earlierThan({ actor }: Visit, unitId: string, inspectionId: string, { values }: FormState) {
    const [sign, seen] = [String(values['sign'] ?? ''), String(values['seen'] ?? '')];
    const [candidates, rule] = await Promise.all([
      repetitions.candidates(actor, { unitId, inspectionId }, sign, seen),
      repetitions.rule(),
    ]);
    return { candidates, rule };
  }

  function numberOfFindings({ actor }: Visit, filter: FindingFilter, today: Day): Promise<number> {
    const key = `findings ${JSON.stringify(findingQuery(actor, filter, today))}`;
    return kept(key, () => countFindings(actor, filter, today));
  }

  /** The answer that a finding is made of, and what the form can know from it. */
  async function originOf(visit: Visit, inspection: Inspection, form: FormState) {
    const code = String(form.values['item'] ?? visit.query['item'] ?? '');
    if (code === '') return undefined;
    const [reading, links] = await Promise.all([sheets.ofCase(visit.actor, inspection), signs.links()]);
    return reading === undefined ? undefined : presentOrigin(reading, code, links, visit);
  }

  return {
    load,
    acting,

    file:
      (format: FileFormat) =>
      async (visit: Visit): Promise<Answer> => {
        const today = dayOf(visit.now);
        const filter = readFindingFilter(visit.query);
        const [judge, names] = await Promise.all([timing.judge(today), filterNames(services, filter, visit)]);
        const columns = findingColumns(visit, judge);
        const rows = everyFinding(visit.actor, await parties.asked(filter, visit), today);
        const told = describeFilter(LIST, { filter, names }, visit);
        const list = { title: visit.t('findings:list'), columns, rows, filter: told };
        return exportAnswer('findings', format, list, visit);
      },

    list: async (visit: Visit): Promise<Answer> => {
      const today = dayOf(visit.now);
      const filter = readFindingFilter(visit.query);
      const narrowed = await parties.asked(filter, visit);
      const [list, count, judge, names, saved] = await Promise.all([
        listFindings(visit.actor, narrowed, today, readKey(visit.query['key'])),
        numberOfFindings(visit, narrowed, today),
        timing.judge(today),
        filterNames(services, filter, visit),
        savedFor(services, visit, LIST, filter),
      ]);
      const marks = actsFor(visit.actor).length > 0;
      const content = presentFindingList(list, { filter, count, judge, names, marks }, visit);
      return page('findings/list', { ...content, saved });
    },

    show: async (visit: Visit, form: FormState): Promise<Answer> => {
      const finding = await load(visit);
      const { language, t } = visit;
      const judge = await timing.judge(dayOf(visit.now));
      const allowed = allowedActions(visit.actor, findingSubject(finding));
      const { of } = finding.repetition ?? {};
      const mayOpenEarlier = of !== undefined && (await findings.mayOpen(visit.actor, of.id));
      const remedy = await remedyOf(services, visit, finding);
      const context = { language, t, judge, allowed, mayOpenEarlier, remedy, errors: form.errors };
      return page('findings/show', {
        ...presentFinding(finding, context),
        reminders: await remindersFor(services, visit, finding),
        handling: await handlingOfFinding(services, visit, finding),
      });
    },

    newForm: async (visit: Visit, form: FormState): Promise<Answer> => {
      const inspection = await findings.loadInspection(visit.actor, idOf(visit));
      assertAllowed(visit.actor, 'finding.record', subjectOf(inspection));
      if (inspection.state !== 'opened' && !wasSent(visit)) throw new Forbidden(`not ${inspection.state}`);
      const { values = {}, ...found } = (await originOf(visit, inspection, form)) ?? {};
      const typed = { ...form, values: hasValues(form) ? form.values : values };
      const shown = await wordingUsed(services, visit, typed, inspection.unit);
      const context = {
        ...(await choices(visit)),
        earlier: await earlierThan(visit, inspection.unit.id, inspection.id, shown),
        inspection: { id: inspection.id, number: numberOf(inspection, visit.t) },
        facts: presentCaseFacts(inspection, null, visit.language, visit.t),
      };
      const from = 'code' in found ? { origin: found } : {};
      return page('findings/form', presentFindingForm(shown, { ...context, ...from }, visit));
    },

    editForm: async (visit: Visit, form: FormState): Promise<Answer> => {
      const { finding, facts } = await acting(visit, 'revise', 'finding.revise');
      const { inspectionId: id, inspectionNumber: number } = finding;
      const values = hasValues(form) ? form.values : fieldsOfFinding(finding);
      const shown = await wordingUsed(services, visit, { ...form, values }, finding.unit);
      const [chosen, earlier] = await Promise.all([
        choices(visit),
        earlierThan(visit, finding.unit.id, id, shown),
      ]);
      const context = { ...chosen, earlier, inspection: { id, number }, facts, finding };
      return page('findings/form', presentFindingForm(shown, context, visit));
    },

    evidenceForm: async (visit: Visit, form: FormState): Promise<Answer> => {
      const { finding, facts } = await acting(visit, 'add_evidence', 'evidence.add');
      return page('findings/remedy', presentEvidenceForm(form, finding, facts, visit));
    },

    ...actPages(acting),
  };
}
