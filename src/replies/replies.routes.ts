import { Router } from 'express';
import { findingPages } from '../findings/finding.pages.js';
import type { Services } from '../services.js';
import { stepsOf } from '../web/steps.js';
import { page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { readDecision, readReply } from './reply.form.js';
import { presentDecisionForm, presentReplyForm } from './replies.presenter.js';

/** What the unit answers to a finding before the conclusion, and the decision on it. */
export function repliesRoutes(services: Services): Router {
  const { replies, inspections } = services;
  const { acting } = findingPages(services);
  const router = Router();
  const steps = stepsOf(router, '/findings');

  const replyForm = async (visit: Visit, form: FormState): Promise<Answer> => {
    const shown = await acting(visit, 'object', 'reply.answer');
    const { reply } = await inspections.load(visit.actor, shown.finding.inspectionId);
    return page('findings/reply', presentReplyForm(form, { ...shown, dueOn: reply?.deadline.dueOn }, visit));
  };
  steps.form('reply', replyForm, async (visit, id) => {
    await replies.answer(visit.actor, id, readReply(visit.fields), visit.uploads);
    return 'replies:sent';
  });

  const decisionForm = async (visit: Visit, form: FormState): Promise<Answer> => {
    const { finding, facts } = await acting(visit, 'uphold', 'reply.decide');
    return page('findings/decide', presentDecisionForm(form, finding, facts, visit));
  };
  steps.form('decision', decisionForm, async (visit, id) => {
    const input = readDecision(visit.fields);
    await replies.decide(visit.actor, id, input);
    return `replies:${input.outcome}`;
  });
  return router;
}
