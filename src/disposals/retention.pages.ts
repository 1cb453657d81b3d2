import { isOfAuthority } from '../inspections/disclosure.js';
import { subjectOf, type Inspection } from '../inspections/inspection.js';
import { allowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { link } from '../web/parts.js';
import { idOf, page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { seriousAmong } from './expired.queries.js';
import { keptWords, presentRetention, type Keeping } from './retention.presenter.js';

async function keepingOf(
  { retention, settings }: Services,
  { now }: Visit,
  inspection: Inspection,
): Promise<Keeping> {
  const [decided, limits, serious] = await Promise.all([
    retention.of(inspection.id),
    settings.limits('retention', dayOf(now)),
    seriousAmong([inspection.id]),
  ]);
  return { inspection, retention: decided, limits, serious: serious.size > 0 };
}

/** On the page of a case: how long its files are kept, for the authority that inspects. */
export async function retentionOf(services: Services, visit: Visit, inspection: Inspection) {
  if (!isOfAuthority(visit.actor, inspection)) return null;
  return {
    text: keptWords(await keepingOf(services, visit, inspection), visit),
    change: allowed(visit.actor, 'retention.set', subjectOf(inspection))
      ? link(visit.t('disposals:retention'), `/inspections/${inspection.id}/retention`)
      : null,
  };
}

export const retentionForm =
  (services: Services) =>
  async (visit: Visit, form: FormState): Promise<Answer> => {
    const inspection = await services.retention.forDecision(visit.actor, idOf(visit));
    const keeping = await keepingOf(services, visit, inspection);
    return page('disposals/retention', presentRetention(form, keeping, visit));
  };
