import type { InTransaction, Transaction } from '../database/connect.js';
import { findingSubject, findingTransitionFor, settledFinding, type Finding } from '../findings/finding.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import type { NewNotice } from '../notices/notice.js';
import { authorOf, type Actor, type Author } from '../policies/actor.js';
import { allowed } from '../policies/policy.js';
import { findingWorkflow } from '../policies/workflow.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { Forbidden, NotFound, refuse, Stale } from '../shared/errors.js';
import { TEAM, type VerifierInput } from './verifier.form.js';
import { refusedVerifier } from './verifier.js';
import { noticesOfAsking } from './verifier-notices.js';

export type VerifiersDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  findings: FindingsRepository;
  inspectorsOf: (unitId: string) => Promise<Author[]>;
  supervisorsOf: (unitId: string) => Promise<Author[]>;
  teamOf: (actor: Actor, inspectionId: string) => Promise<Author[]>;
  ruleOn: (day: Day) => Promise<{ otherVerifier: number }>;
  post: (notices: NewNotice[], tx: Transaction) => Promise<void>;
};

type Mark = { at: Date; by: Author; reason: string };
const acts = ['assign_verifier', 'share_verification'] as const;

/** Whoever may give it to anybody of the authority does; else the team may share it out. */
const actFor = (actor: Actor, finding: Finding) =>
  acts.find((act) => allowed(actor, findingWorkflow[act].action, findingSubject(finding)));

const byName = (a: Author, b: Author): number => a.name.localeCompare(b.name, 'vi');

const each = (people: readonly Author[]): Author[] =>
  [...new Map(people.map((person) => [person.personId, person])).values()].sort(byName);

/** Who is to judge the remedy of a finding: given to one person by a supervisor, or shared out by the team. */
export function verifiersService(deps: VerifiersDeps) {
  const { clock, inTransaction, findings } = deps;

  /** Those of an authority who judge remedies. */
  async function staffOf(unitId: string): Promise<Author[]> {
    const people = await Promise.all([deps.inspectorsOf(unitId), deps.supervisorsOf(unitId)]);
    return each(people.flat());
  }

  /** Why it is not given to somebody, as a wording; undefined when it may be. `''`: to the team again. */
  async function refusal(actor: Actor, finding: Finding, personId: string): Promise<string | undefined> {
    const act = actFor(actor, finding);
    if (act === undefined) return 'batches:refused.notYours';
    if (findingTransitionFor(act, finding.state) === undefined) return 'verifiers:refused.notItsTurn';
    const { otherVerifier } = await deps.ruleOn(dayOf(clock.now()));
    const rule = { otherVerifier: otherVerifier > 0, sharing: act === 'share_verification' };
    return refusedVerifier(finding, personId, rule);
  }

  /** Gives it to somebody, or to the team again; whether that may be is asked before. Who was asked is told by `tell`. */
  function give(finding: Finding, verifier: Author | undefined, mark: Mark, tx: Transaction) {
    const { verifier: _given, ...rest } = finding;
    const after = settledFinding({ ...rest, ...(verifier === undefined ? {} : { verifier }) });
    const { at, by, reason } = mark;
    const action = findingWorkflow.assign_verifier.event;
    return findings.change(finding, after, { at, by, action, ...(reason === '' ? {} : { reason }) }, tx);
  }

  /** Tells whoever was asked, once for all the findings that were given in one act. */
  const tell = (given: readonly Finding[], mark: Omit<Mark, 'reason'>, tx: Transaction) =>
    deps.post(noticesOfAsking(given, mark), tx);

  /** To whom the actor may give it. */
  async function candidates(actor: Actor, finding: Finding): Promise<Author[]> {
    const { id } = finding.heirs?.authority ?? finding.authority;
    const people = await Promise.all([deps.teamOf(actor, finding.inspectionId), staffOf(id)]);
    const refused = await Promise.all(
      each(people.flat()).map(async (one) => [one, await refusal(actor, finding, one.personId)] as const),
    );
    // Whoever has it already stays in the list, so that the form shows how it stands.
    return refused.flatMap(([one, why]) =>
      why === undefined || why === 'verifiers:refused.same' ? [one] : [],
    );
  }

  return {
    actFor,
    staffOf,
    refusal,
    give,
    tell,
    candidates,

    /** Asks one person to judge it, or leaves it to the team. Asking twice for the same is asking once. */
    async assign(
      actor: Actor,
      id: string,
      { version: seen, verifier, reason }: VerifierInput,
    ): Promise<Finding> {
      const personId = verifier === TEAM ? '' : verifier;
      return inTransaction(async (tx) => {
        const finding = await findings.find(id, keysOf(actor), tx);
        if (finding === undefined) throw new NotFound(`finding ${id}`);
        const act = actFor(actor, finding);
        if (act === undefined) throw new Forbidden(`${actor.post.role} gives nobody a verification`);
        if ((finding.verifier?.personId ?? '') === personId) return finding;
        if (finding.version !== seen || findingTransitionFor(act, finding.state) === undefined)
          throw new Stale(`finding ${id}`);
        const chosen = (await candidates(actor, finding)).find((one) => one.personId === personId);
        const why = await refusal(actor, finding, personId);
        if (why !== undefined) refuse('verifier', why);
        if (personId !== '' && chosen === undefined) refuse('verifier', 'verifiers:errors.unknown');
        const mark = { at: clock.now(), by: authorOf(actor), reason };
        const given = await give(finding, chosen, mark, tx);
        await tell([given], mark, tx);
        return given;
      });
    },
  };
}
export type VerifiersService = ReturnType<typeof verifiersService>;
