import type { InTransaction, Transaction } from '../database/connect.js';
import { unwatched, type Hand } from '../errands/errand.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { CompiledReport } from '../reports/report.js';
import type { Template } from '../reports/template.js';
import { codeOf, type TermKind } from '../reports/term.js';
import type { Correction } from '../reports/writing.js';
import type { Clock } from '../shared/clock.js';
import { dayOf } from '../shared/dates.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { snapshotOf } from '../units/unit.js';
import type { ReturnInput, TextsInput } from './filing.form.js';
import {
  filingSteps,
  missingTexts,
  reopenedFiling,
  settledFiling,
  subjectOfFiling,
  type Filing,
  type StepName,
} from './filing.js';
import type { FilingsRepository } from './filings.repository.js';

export type FilingsDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: FilingsRepository;
  /** The report of a unit and term as the record stands, with the rows behind its figures. */
  compile: (actor: Actor, unitCode: string, term: string) => Promise<CompiledReport>;
  /** What has come to be known about earlier periods since their reports were issued. */
  corrections: (actor: Actor, filing: Filing, hand: Hand) => Promise<Correction[]>;
  /** What reports of a kind say by the template in force. */
  template: (kind: TermKind) => Promise<Template>;
  /** The fingerprint of every figure and text, of which the leader says yes or no. */
  digest: (filing: Filing, report: CompiledReport) => string;
};

/** Carries the report of a unit and term from its draft to its acceptance; issuing is in filing-issue.service.ts. */
export function filingsService(deps: FilingsDeps) {
  const { clock, inTransaction, repository } = deps;

  async function load(actor: Actor, id: string, tx?: Transaction): Promise<Filing> {
    const filing = await repository.find(id, keysOf(actor), tx);
    if (filing === undefined) throw new NotFound(`filing ${id}`);
    return filing;
  }

  /** A step on the version that was shown, in a state in which it is possible. */
  async function step(
    actor: Actor,
    id: string,
    seen: number,
    name: StepName,
    change: (filing: Filing, tx: Transaction) => Promise<Filing> | Filing,
    reason?: string,
  ): Promise<Filing> {
    const { from, to, event, rule } = filingSteps[name];
    return inTransaction(async (tx) => {
      const before = await load(actor, id, tx);
      assertAllowed(actor, rule, subjectOfFiling(before));
      if (before.version !== seen || !from.includes(before.state)) throw new Stale(`filing ${id}`);
      const changed = await change(before, tx);
      const after = settledFiling({ ...changed, state: to ?? changed.state });
      const act = { at: clock.now(), by: authorOf(actor), action: event, ...(reason ? { reason } : {}) };
      return repository.change(before, after, act, tx);
    });
  }

  const live = (actor: Actor, { unit, code }: Filing) => deps.compile(actor, unit.code, code);

  /** What must be there before a report is laid before the leader: a period that is over, with all that must be written. */
  async function assertReady(actor: Actor, id: string, seen: number): Promise<Filing> {
    const filing = await load(actor, id);
    const { rule, from } = filingSteps.submit;
    assertAllowed(actor, rule, subjectOfFiling(filing));
    if (filing.version !== seen || !from.includes(filing.state)) throw new Stale(`filing ${id}`);
    if (dayOf(clock.now()) <= filing.to) refuse('main', 'filings:errors.running');
    const template = await deps.template(filing.term.kind);
    if (missingTexts(filing, { template }).length > 0) refuse('main', 'filings:errors.missing');
    return filing;
  }

  return {
    load,
    step,
    live,
    assertReady,

    list: (actor: Actor): Promise<Filing[]> => {
      assertAllowed(actor, 'report.read');
      return repository.list(keysOf(actor));
    },

    /** The report on file of a unit and term, if there is one that the actor may see. */
    async ofTerm(actor: Actor, unitId: string, code: string): Promise<Filing | undefined> {
      const found = await repository.ofTerm(unitId, code);
      return found === undefined ? undefined : repository.find(found.id, keysOf(actor));
    },

    /** Reports of the unit in which some of the same days are counted, while this one is not issued. */
    overlapping: async (filing: Filing): Promise<Filing[]> =>
      filing.issued === undefined ? repository.overlapping(filing) : [],

    /** Puts the report of the actor's own unit on file. One report a unit and term: asked twice, it is made once. */
    async open(actor: Actor, unitCode: string, termCode: string): Promise<Filing> {
      const report = await deps.compile(actor, unitCode, termCode);
      const { unit, cluster, term, period } = report;
      const by = authorOf(actor);
      const code = codeOf(term);
      assertAllowed(actor, 'filing.write', subjectOfFiling({ unit: snapshotOf(unit), author: by }));
      return inTransaction(async (tx) => {
        const existing = await repository.ofTerm(unit.id, code, tx);
        if (existing !== undefined) return existing;
        const draft: Filing = settledFiling({
          id: newId(),
          version: 0,
          unit: snapshotOf(unit),
          ...(cluster === undefined ? {} : { cluster: { code: cluster.code, name: cluster.name } }),
          term,
          code,
          from: period.from,
          to: period.to,
          state: 'draft',
          texts: {},
          left: [],
          remarks: [],
          corrections: [],
          author: by,
          readers: [],
          history: [],
        });
        return repository.create(draft, { at: clock.now(), by, action: 'report_drafted' }, tx);
      });
    },

    write: (actor: Actor, id: string, { version, texts, left }: TextsInput) =>
      step(actor, id, version, 'write', (filing) => ({ ...filing, texts, left })),

    /** Lays the report before the leader, with what it corrects in those before it. */
    async submit(actor: Actor, id: string, seen: number, hand: Hand = unwatched): Promise<Filing> {
      const filing = await assertReady(actor, id, seen);
      const corrections = await deps.corrections(actor, filing, hand);
      return step(actor, id, seen, 'submit', async (before, tx) => {
        await hand.end(tx);
        return { ...before, corrections, remarks: [], author: authorOf(actor), submittedAt: clock.now() };
      });
    },

    sendBack: (actor: Actor, id: string, { version, reason, remarks }: ReturnInput) =>
      step(actor, id, version, 'return', (filing) => ({ ...reopenedFiling(filing), remarks }), reason),

    /** Accepts what was shown: when a figure has changed since, the leader looks again. */
    async accept(actor: Actor, id: string, seen: number, shown: string): Promise<Filing> {
      const filing = await load(actor, id);
      assertAllowed(actor, filingSteps.accept.rule, subjectOfFiling(filing));
      const digest = deps.digest(filing, await live(actor, filing));
      if (digest !== shown) refuse('main', 'filings:errors.changedSinceShown');
      const accepted = { by: authorOf(actor), at: clock.now(), digest };
      return step(actor, id, seen, 'accept', (before) => ({ ...before, accepted }));
    },

    /** Takes a report back that was sent or accepted, to work on it again. */
    resume: (actor: Actor, id: string, seen: number) =>
      step(actor, id, seen, 'resume', (filing) => reopenedFiling(filing)),
  };
}
export type FilingsService = ReturnType<typeof filingsService>;
