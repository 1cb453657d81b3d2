import type { Custodian, Note } from '../custody/custody.js';
import type { Transaction } from '../database/connect.js';
import { evidenceItem, type IncomingFile } from '../findings/evidence-item.js';
import type { EvidenceItem, Finding } from '../findings/finding.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import { openActions, type RemedyDraft, type Remediation } from '../findings/remedy.js';
import { allowed } from '../policies/policy.js';
import { findingSubject } from '../findings/finding.js';
import { leadsUnit, type Actor, type Author } from '../policies/actor.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { refuse, Stale } from '../shared/errors.js';
import { newId } from '../shared/ids.js';
import { confirmingFault, type ConfirmingRule, type Officers } from './confirming.js';
import { blockingIn } from './lacking.js';
import { onePerPlace, pairsOf } from './pairing.js';
import { assertWish, refuseSameFile } from './proof.js';
import type { ConfirmationInput, RemediationInput, VerificationInput } from './remediation.form.js';
import type { RemedyChange, RemedyStepper } from './remedy-step.js';
import { verifierFault } from '../verifiers/verifier.js';

export type RemediationRule = ConfirmingRule & { otherVerifier: number };

export type RemediationDeps = {
  clock: Clock;
  step: RemedyStepper;
  findings: FindingsRepository;
  officersOf: (unitId: string) => Promise<Officers>;
  ruleOn: (day: Day) => Promise<RemediationRule>;
  keepFiles: (files: IncomingFile[], tx: Transaction) => Promise<void>;
  /** Of the copies of pictures that people see and download. */
  hashesOfCopies: (fileIds: string[]) => Promise<string[]>;
  noteCustody: (notes: readonly Note[], tx: Transaction) => Promise<void>;
};

const verdictActs = { accepted: 'accept', returned: 'return', visit: 'order_visit' } as const;

/** What the unit did about a finding, and what the inspector made of it. */
export function remediationService(deps: RemediationDeps) {
  const { clock, step } = deps;
  const rule = () => deps.ruleOn(dayOf(clock.now()));

  /** Why the actor may not confirm what this person has written. */
  async function faultOf(actor: Actor, unitId: string, writerId: string) {
    const [officers, ruleOfDay] = await Promise.all([deps.officersOf(unitId), rule()]);
    const who = { personId: actor.personId, leads: leadsUnit(actor.post) };
    return confirmingFault(who, writerId, officers, ruleOfDay);
  }

  /** The files of a report, those of the draft that were left ticked and those that came now; and its pairs of photos. */
  async function filesOf(
    finding: Finding,
    input: RemediationInput,
    files: IncomingFile[],
    [by, now, tx]: [Author, Date, Transaction],
  ): Promise<Pick<RemedyDraft, 'files' | 'pairs'>> {
    const incoming = onePerPlace(files);
    const kept = (finding.draft?.files ?? []).filter(({ id }) => input.linked?.includes(id) === true);
    if (kept.length + incoming.length === 0) refuse('files', 'remediation:errors.proofMissing');
    await refuseSameFile(finding, incoming, deps.hashesOfCopies);
    const { caption, captions = {} } = input;
    const pairs = pairsOf(finding, { caption, captions, kept, incoming });
    await deps.keepFiles(incoming, tx);
    const captionOf = ({ id }: IncomingFile) =>
      pairs.find(({ afterId }) => afterId === id)?.caption ?? caption;
    const arrived = incoming.map((file) => evidenceItem(file, by, now, captionOf(file), 'remediation'));
    return { files: [...kept, ...arrived], ...(pairs.length === 0 ? {} : { pairs }) };
  }

  /** A report that leaves the unit: its files are evidence from now on, and those of the draft have moved. */
  async function sent(
    finding: Finding,
    draft: RemedyDraft,
    who: Custodian,
    tx: Transaction,
  ): Promise<RemedyChange> {
    const { by, at: now } = who;
    const open = openActions(finding);
    if (open.length > 0) {
      const names = open.map(({ what }) => what).join('; ');
      refuse('main', 'remediation:errors.actionsOpen', { count: open.length, names });
    }
    const waited = new Set(finding.draft?.files.map(({ id }) => id));
    const moved = draft.files.filter(({ id }) => waited.has(id));
    const notes = moved.map(({ id }): Note => ({ ...who, fileId: id, act: 'moved' }));
    if (notes.length > 0) await deps.noteCustody(notes, tx);
    const remediation: Remediation = {
      id: newId(),
      by,
      at: now,
      done: draft.done,
      evidenceIds: draft.files.map(({ id }) => id),
      ...(draft.pairs === undefined ? {} : { pairs: draft.pairs }),
      ...(draft.by.personId === by.personId ? {} : { draftedBy: draft.by }),
      ...(draft.wishedOn === undefined ? {} : { wishedOn: draft.wishedOn }),
    };
    return {
      draft: undefined,
      reportedAt: now,
      evidence: [...finding.evidence, ...draft.files],
      remediations: [...finding.remediations, remediation],
    };
  }

  return {
    /** How the actor stands to a finding's report: whether his own would leave the unit, and whether he may confirm. */
    async standing(actor: Actor, finding: Finding) {
      if (!allowed(actor, 'remediation.report', findingSubject(finding))) return undefined;
      const [own, ofDraft] = await Promise.all([
        faultOf(actor, actor.post.unitId, actor.personId),
        faultOf(actor, actor.post.unitId, finding.draft?.by.personId ?? actor.personId),
      ]);
      return { own, ofDraft };
    },

    /** Why the actor may not verify; undefined when he may, or when it is not his at all. */
    verifierFault: async (actor: Actor, finding: Finding) =>
      verifierFault(finding, actor.personId, (await rule()).otherVerifier > 0),

    /** The file of a draft, for the officers of its unit alone. */
    async draftFile(actor: Actor, id: string): Promise<EvidenceItem | undefined> {
      if (actor.post.role !== 'officer') return undefined;
      const finding = await deps.findings.findByDraftFile(id, keysOf(actor));
      return finding?.draft?.files.find((file) => file.id === id);
    },

    /**
     * What an officer writes about the remedy, with proof: promises are not proof, and without a file it is refused. It
     * leaves the unit at once when he may confirm his own; else it waits as a draft for the head. `from`: the address on
     * the network.
     */
    async report(
      actor: Actor,
      id: string,
      input: RemediationInput,
      files: IncomingFile[],
      from = '',
    ): Promise<Finding> {
      const fault = await faultOf(actor, actor.post.unitId, actor.personId);
      const act = fault === undefined ? 'report' : 'draft';
      return step(actor, id, { act, seen: input.version }, async (finding, by, now, tx) => {
        const { done, wishedOn } = input;
        assertWish(wishedOn, dayOf(now), finding.dueOn);
        const kept = await filesOf(finding, input, files, [by, now, tx]);
        const wish = wishedOn === undefined ? {} : { wishedOn };
        const draft: RemedyDraft = { by, at: now, done, ...wish, ...kept };
        return act === 'draft' ? { draft } : sent(finding, draft, { by, at: now, from }, tx);
      });
    },

    /** The head of the unit confirms what was written, which sends it, or gives it back with a reason. */
    confirm(actor: Actor, id: string, input: ConfirmationInput, from = ''): Promise<Finding> {
      const { outcome, reason, version: seen } = input;
      const act = outcome === 'confirmed' ? 'report' : 'give_back';
      const given = outcome === 'confirmed' ? '' : reason;
      return step(actor, id, { act, seen, reason: given }, async (finding, by, now, tx) => {
        const { draft } = finding;
        if (draft === undefined) throw new Stale(`finding ${id} has no draft`);
        const fault = await faultOf(actor, actor.post.unitId, draft.by.personId);
        if (fault !== undefined) refuse('outcome', `remediation:errors.${fault}`);
        if (outcome === 'given_back') return { draft: { ...draft, givenBack: { by, at: now, reason } } };
        return sent(finding, draft, { by, at: now, from }, tx);
      });
    },

    /** Accepts the remediation, which closes the finding; returns it with a reason; or has somebody look on site first. */
    verify(
      actor: Actor,
      id: string,
      { version: seen, outcome, reason }: VerificationInput,
    ): Promise<Finding> {
      const act = verdictActs[outcome];
      return step(actor, id, { act, seen, reason }, async (finding, by, now) => {
        const last = finding.remediations.at(-1);
        if (last === undefined) throw new Stale(`finding ${id} was not reported`);
        const fault = verifierFault(finding, actor.personId, (await rule()).otherVerifier > 0);
        if (fault !== undefined)
          refuse('outcome', `remediation:errors.${fault}`, { name: finding.verifier?.name ?? '' });
        const said = (more: Partial<Remediation>) => ({
          remediations: finding.remediations.map((one) => (one === last ? { ...one, ...more } : one)),
        });
        if (outcome === 'visit') return said({ visit: { by, at: now, reason } });
        if (outcome === 'accepted' && blockingIn(finding).length > 0)
          refuse('outcome', 'remediation:errors.lacking');
        const judged = said({ verification: { by, at: now, outcome, reason } });
        return outcome === 'returned'
          ? judged
          : { ...judged, remediedOn: dayOf(last.at), closedOn: dayOf(now) };
      });
    },
  };
}
