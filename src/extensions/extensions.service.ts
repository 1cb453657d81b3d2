import type { Calendars } from '../calendar/working-calendar.js';
import { addWorkingDays } from '../calendar/working-calendar.js';
import type { InTransaction, Transaction } from '../database/connect.js';
import { evidenceItem, type IncomingFile } from '../findings/evidence-item.js';
import {
  findingSubject,
  findingTransitionFor,
  settledFinding,
  type Finding,
  type FindingAct,
} from '../findings/finding.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import {
  pendingRequest,
  type Consent,
  type ExtensionDecision,
  type ExtensionRequest,
} from '../findings/ledger.js';
import type { Recount } from '../findings/recount.js';
import { authorOf, leadsUnit, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { findingWorkflow } from '../policies/workflow.js';
import { keysOf } from '../policies/visibility.js';
import type { Limits } from '../settings/limits.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { Invalid, NotFound, Stale, refuse, type FieldError } from '../shared/errors.js';
import { inLanguage } from '../shared/language.js';
import type { AskingInput, DecisionInput } from './extension.form.js';
import { allowanceFor, faultsOfAsking, faultsOfDate, type Rules } from './extension.js';

export type ExtensionsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  findings: FindingsRepository;
  recount: Recount;
  calendars: () => Promise<Calendars>;
  limitsOn: (day: Day) => Promise<Limits<'extension'>>;
  keepFiles: (files: IncomingFile[], tx: Transaction) => Promise<void>;
  /** Whether the accounts of a unit say who its head is, so that no other may speak as the head. */
  namesHead: (unitId: string) => Promise<boolean>;
};

type ExtensionAct = FindingAct & ('ask_extension' | 'grant_extension' | 'refuse_extension');
type Change = (finding: Finding, now: Date, tx: Transaction) => Promise<Partial<Finding>>;

const assertNone = (faults: FieldError[]): void => {
  if (faults.length > 0) throw new Invalid(faults);
};

const consentOf = (input: AskingInput, actor: Actor, files: IncomingFile[]): Consent => ({
  kind: input.consent,
  name: input.consent === 'own' ? actor.name : input.consentName,
  post: input.consent === 'own' ? inLanguage(actor.post.title, 'vi') : input.consentPost,
  paper: input.consentPaper,
  fileIds: files.map((file) => file.id),
});

/** The ledger of a due date: the unit asks for more time, a supervisor decides. Nothing is moved beside it. */
export function extensionsService(deps: ExtensionsDeps) {
  const { findings, clock } = deps;

  async function rulesFor(finding: Finding): Promise<Rules> {
    const [calendars, limits] = await Promise.all([deps.calendars(), deps.limitsOn(dayOf(clock.now()))]);
    return { calendars, allowance: allowanceFor(finding.severity, limits) };
  }

  async function load(actor: Actor, id: string, tx: Transaction): Promise<Finding> {
    const finding = await findings.find(id, keysOf(actor), tx);
    if (finding === undefined) throw new NotFound(`finding ${id}`);
    return finding;
  }

  /** One step on the version that was shown. What was sent before and is sent again is done already. */
  const step = (
    actor: Actor,
    id: string,
    { version, reason }: { version: number; reason: string },
    act: ExtensionAct,
    isDone: (finding: Finding) => boolean,
    change: Change,
  ): Promise<Finding> =>
    deps.inTransaction(async (tx) => {
      const before = await load(actor, id, tx);
      assertAllowed(actor, findingWorkflow[act].action, findingSubject(before));
      if (isDone(before)) return before;
      const line = findingTransitionFor(act, before.state);
      if (before.version !== version || line === undefined) throw new Stale(`finding ${id}`);
      const now = clock.now();
      const after = settledFinding({ ...before, ...(await change(before, now, tx)), state: line.to });
      const event = { at: now, by: authorOf(actor), action: line.event, reason };
      const saved = await findings.change(before, after, event, tx);
      if (saved.dueOn !== before.dueOn)
        await deps.recount(saved.inspectionId, { ...event, action: `finding_${line.event}` }, tx);
      return saved;
    });

  return {
    rulesFor,

    /** The unit asks for a later date, while there is time. Sent twice, it is asked once. */
    async ask(actor: Actor, id: string, input: AskingInput, files: IncomingFile[]): Promise<Finding> {
      const own = input.consent === 'own' && !leadsUnit(actor.post);
      if (own && (await deps.namesHead(actor.post.unitId))) refuse('consent', 'extensions:errors.notHead');
      return step(
        actor,
        id,
        input,
        'ask_extension',
        ({ ledger = [] }) => ledger.some((entry) => entry.id === input.id),
        async (finding, now, tx) => {
          const rules = await rulesFor(finding);
          const today = dayOf(now);
          assertNone(faultsOfAsking(finding, today, rules));
          assertNone(faultsOfDate(finding, input.dueOn, rules));
          await deps.keepFiles(files, tx);
          const { decideDays } = await deps.limitsOn(today);
          const by = authorOf(actor);
          const request: ExtensionRequest = {
            kind: 'extension',
            id: input.id,
            by,
            at: now,
            reason: input.reason,
            progress: input.progress,
            before: finding.dueOn,
            asked: input.dueOn,
            consent: consentOf(input, actor, files),
            decideBy: addWorkingDays(today, decideDays, rules.calendars).dueOn,
          };
          const papers = files.map((file) => evidenceItem(file, by, now, input.consentPaper, 'consent'));
          return {
            ledger: [...(finding.ledger ?? []), request],
            extension: { state: 'asked', on: request.decideBy },
            evidence: [...finding.evidence, ...papers],
          };
        },
      );
    },

    /** Grants the date that was asked for, or another, or refuses. The receipt keeps the date that was fixed first. */
    decide(actor: Actor, id: string, input: DecisionInput): Promise<Finding> {
      const { outcome, reason } = input;
      const act = outcome === 'refused' ? 'refuse_extension' : 'grant_extension';
      const isDone = ({ ledger = [] }: Finding) =>
        ledger.some((entry) => entry.kind === 'extension' && entry.decision?.id === input.id);
      return step(actor, id, input, act, isDone, async (finding, now) => {
        const request = pendingRequest(finding);
        if (request === undefined || finding.deadline === undefined) throw new Stale(`finding ${id}`);
        const dueOn = outcome === 'refused' ? undefined : (input.dueOn ?? request.asked);
        if (dueOn !== undefined) assertNone(faultsOfDate(finding, dueOn, await rulesFor(finding)));
        const on = dayOf(now);
        const moved = dueOn === undefined ? {} : { dueOn };
        const by = authorOf(actor);
        const decision: ExtensionDecision = { id: input.id, by, at: now, on, outcome, reason, ...moved };
        return {
          ledger:
            finding.ledger?.map((entry) => (entry === request ? { ...request, decision } : entry)) ?? [],
          extension: { state: outcome, on },
          deadline: { ...finding.deadline, ...moved },
        };
      });
    },
  };
}
