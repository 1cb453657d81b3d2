import type { InTransaction, Transaction } from '../database/connect.js';
import { settledFinding } from '../findings/finding.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import type { Act } from '../history/event.js';
import { isSealed, settled, type Inspection } from '../inspections/inspection.js';
import type { InspectionsRepository } from '../inspections/inspections.repository.js';
import type { PeopleRepository } from '../people/people.repository.js';
import type { Person } from '../people/person.js';
import type { Post } from '../policies/actor.js';
import type { Heirs, UnitSnapshot } from '../units/unit.js';
import { nothingCarried, type Carried } from './rearrangement.js';

export type CarryingDeps = {
  inTransaction: InTransaction;
  people: PeopleRepository;
  inspections: InspectionsRepository;
  findings: FindingsRepository;
  /** Hands over what later features keep of a case. */
  passOn: (inspectionId: string, heirs: Heirs, act: Act, tx: Transaction) => Promise<void>;
  casesToCarry: (fromId: string, toId: string, limit: number) => Promise<string[]>;
};

const postKey = ({ role, unitId }: Post): string => `${role} ${unitId}`;

/** The posts after a unit has passed to another; nobody holds the same post there twice. */
function movedPosts(posts: readonly Post[], fromId: string, to: UnitSnapshot): Post[] {
  const moved = posts.map((post) =>
    post.unitId === fromId ? { ...post, unitId: to.id, unitName: to.name } : post,
  );
  return moved.filter((post, index) => moved.findIndex((one) => postKey(one) === postKey(post)) === index);
}

/** Who answers for a case once a unit has passed to another. */
function heirsAfter({ unit, authority, heirs = {} }: Inspection, fromId: string, to: UnitSnapshot): Heirs {
  const answering = { unit: heirs.unit ?? unit, authority: heirs.authority ?? authority };
  return {
    ...heirs,
    ...(answering.unit.id === fromId ? { unit: to } : {}),
    ...(answering.authority.id === fromId ? { authority: to } : {}),
  };
}

/** Hands accounts and cases of a unit over to its successor, each on its own: a stop in the middle loses nothing. */
export function carryingService(deps: CarryingDeps) {
  const { inTransaction, people, inspections, findings } = deps;

  const moveAccount = (person: Person, fromId: string, to: UnitSnapshot, act: Act): Promise<void> =>
    inTransaction((tx) =>
      people.change(person, { ...person, posts: movedPosts(person.posts, fromId, to) }, act, tx),
    );

  async function carryCase(id: string, fromId: string, to: UnitSnapshot, act: Act, tx: Transaction) {
    const before = await inspections.get(id, tx);
    if (before === undefined) return nothingCarried;
    const heirs = heirsAfter(before, fromId, to);
    await inspections.change(before, settled({ ...before, heirs }), act, tx);
    const own = await findings.allOf(id, tx);
    for (const finding of own) await findings.change(finding, settledFinding({ ...finding, heirs }), act, tx);
    await deps.passOn(id, heirs, act, tx);
    return isSealed(before) ? nothingCarried : { accounts: 0, cases: 1, findings: own.length };
  }

  return {
    /** Carries over at most so many accounts and cases; `done` when nothing is left. */
    async carry(
      fromId: string,
      to: UnitSnapshot,
      act: Act,
      most: number,
    ): Promise<{ carried: Carried; done: boolean }> {
      const holders = await people.inUnit(fromId);
      for (const person of holders) await moveAccount(person, fromId, to, act);
      const ids = await deps.casesToCarry(fromId, to.id, most);
      const carried = { ...nothingCarried, accounts: holders.length };
      for (const id of ids) {
        const one = await inTransaction((tx) => carryCase(id, fromId, to, act, tx));
        carried.cases += one.cases;
        carried.findings += one.findings;
      }
      return { carried, done: ids.length < most };
    },
  };
}
export type CarryingService = ReturnType<typeof carryingService>;
