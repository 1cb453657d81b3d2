import { counts } from '../documents/document.js';
import { announcementOf } from '../announcements/announcement.pages.js';
import { mayReadAnswers } from '../answers/sheet.js';
import { answerFilesOf } from '../custody/places.queries.js';
import { checklistOf } from '../answers/case-checklist.pages.js';
import { burdenFor } from '../burden/burden.pages.js';
import { retentionOf } from '../disposals/retention.pages.js';
import { documentsFor } from '../documents/document.pages.js';
import { handlingsOf } from '../handling/handling.pages.js';
import type { Finding } from '../findings/finding.js';
import { presentConcludedEvidence } from '../findings/concluded-evidence.presenter.js';
import { presentLamp } from '../findings/finding-row.presenter.js';
import { caseLamp, judgeDays } from '../findings/lamp.js';
import { allowedActions } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { idOf, page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { presentCase } from './case.presenter.js';
import { isOfAuthority, knownTo } from './disclosure.js';
import { subjectOf } from './inspection.js';
import { sealOf } from './seal.pages.js';

/** What to know of a unit before another visit; nothing of no unit. */
export async function warningsAbout(services: Services, unitId: string | undefined, visit: Visit) {
  const lines = unitId === undefined ? [] : (await burdenFor(services, visit, unitId)).warnings;
  return { href: `/units/${unitId ?? ''}#burden`, lines };
}

/** The page of a case. */
export function casePage(services: Services) {
  const { inspections, findings, timing, draws } = services;

  return async function show(visit: Visit, form: FormState): Promise<Answer> {
    const inspection = knownTo(visit.actor, await inspections.load(visit.actor, idOf(visit)));
    const today = dayOf(visit.now);
    const isAhead = ['prepared', 'approved'].includes(inspection.state);
    const ahead = isAhead ? [inspection.plannedFrom, inspection.plannedTo] : [];
    const [seen, judge, timer, draw, checklist, unconfirmed] = await Promise.all([
      findings.ofInspection(visit.actor, inspection.id),
      timing.judge(today),
      timing.timer(today),
      draws.named(visit.actor, inspection.draw),
      checklistOf(services, visit, inspection),
      services.calendar.unconfirmed(ahead),
    ]);
    const standing: Finding[] = seen.filter((finding) => finding.state !== 'withdrawn');
    const judged = caseLamp(inspection, today, timer.dueSoon, timer.count);
    const lamp = standing.length === 0 || judged.signal === 'none' ? null : presentLamp(judged, visit.t);
    const inspects = isOfAuthority(visit.actor, inspection);
    const content = presentCase(inspection, {
      language: visit.language,
      t: visit.t,
      allowed: allowedActions(visit.actor, subjectOf(inspection)),
      findings: standing,
      judge,
      lamp,
      draw,
      checklist,
      missing: inspects ? await services.missing(inspection, today) : [],
      ofAuthority: inspects,
      judgeDay: judgeDays(today, timer),
      unconfirmed,
      documents: await documentsFor(services, visit, inspection),
      answerFiles: mayReadAnswers(visit.actor, inspection) ? await answerFilesOf(inspection.id) : [],
      errors: form.errors,
    });
    const papers = (await services.documents.ofInspection(visit.actor, inspection)).filter(counts);
    const [warnings, seal, announcement, handlings, retention] = await Promise.all([
      warningsAbout(services, isAhead ? inspection.unit.id : undefined, visit),
      sealOf(services, visit, inspection),
      announcementOf(services, visit, inspection, papers),
      handlingsOf(services, visit, { inspectionId: inspection.id }),
      retentionOf(services, visit, inspection),
    ]);
    const proof = presentConcludedEvidence(standing, visit.t);
    return page('inspections/show', {
      ...content,
      ...{ warnings, seal, announcement, handlings, retention, proof },
    });
  };
}
