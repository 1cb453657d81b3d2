import type { InTransaction, Transaction } from '../database/connect.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { keysOf } from '../policies/visibility.js';
import type { Clock } from '../shared/clock.js';
import type { Day } from '../shared/dates.js';
import { Invalid, NotFound, Stale, refuse, type FieldError } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import type { Choice } from '../units/unit-choice.js';
import { snapshotOf, type Unit } from '../units/unit.js';
import type { ClusterInput } from './cluster.form.js';
import { settledCluster, subjectOfCluster, type Cluster } from './cluster.js';
import type { ClustersRepository } from './clusters.repository.js';

export type ClustersDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: ClustersRepository;
  findUnit: (id: string) => Promise<Unit | undefined>;
  resolveUnit: (text: string, day: Day) => Promise<Choice>;
  /** The units that stand on a day where a unit of any time stood. */
  standingIn: (text: string, day: Day) => Promise<Unit[]>;
  /** Labels of the districts that are no more, to choose from. */
  formerDistricts: () => Promise<string[]>;
};

/** Units named together by an authority, shared by its people. */
export function clustersService({ clock, inTransaction, repository, ...deps }: ClustersDeps) {
  async function load(actor: Actor, id: string, tx?: Transaction): Promise<Cluster> {
    const cluster = await repository.find(id, keysOf(actor), tx);
    if (cluster === undefined) throw new NotFound(`cluster ${id}`);
    return cluster;
  }

  const inArea = ({ post }: Actor, { id, ancestorIds }: Unit): boolean =>
    id === post.unitId || ancestorIds.includes(post.unitId);

  /** The units that were typed, and those that came of the former one, each once. Every line that fits none is told. */
  async function membersOf(actor: Actor, { units, former, validFrom }: ClusterInput) {
    const chosen = await Promise.all(units.map((line) => deps.resolveUnit(line, validFrom)));
    const errors = chosen.flatMap((choice): FieldError[] => {
      if (!('unit' in choice)) return [{ field: 'units', message: choice.error, values: choice.values }];
      if (inArea(actor, choice.unit)) return [];
      return [{ field: 'units', message: 'clusters:errors.outside', values: { name: choice.unit.name.vi } }];
    });
    if (errors.length > 0) throw new Invalid(errors);
    const heirs = former === '' ? [] : await deps.standingIn(former, validFrom);
    if (former !== '' && heirs.length === 0)
      refuse('former', 'clusters:errors.nothingCame', { name: former });
    if (!heirs.every((unit) => inArea(actor, unit)))
      refuse('former', 'clusters:errors.outside', { name: former });
    const all = [...chosen.flatMap((choice) => ('unit' in choice ? [choice.unit] : [])), ...heirs];
    return [...new Map(all.map((unit) => [unit.id, snapshotOf(unit)])).values()];
  }

  async function factsOf(actor: Actor, input: ClusterInput) {
    const { code, name, nameEnglish, validFrom, validTo } = input;
    return {
      code,
      name: { vi: name, en: nameEnglish },
      units: await membersOf(actor, input),
      validFrom,
      validTo,
    };
  }

  return {
    load,
    formerDistricts: deps.formerDistricts,

    /** Clusters within reach; nobody's, for whoever may read no reports. */
    list: (actor: Actor): Promise<Cluster[]> => repository.list(keysOf(actor)),
    byCode: (actor: Actor, code: string): Promise<Cluster | undefined> =>
      repository.byCode(code, keysOf(actor)),

    /** Names units together; the form carries the id, so that sending it twice makes one cluster. */
    async make(actor: Actor, input: ClusterInput): Promise<Cluster> {
      assertAllowed(actor, 'cluster.make');
      const authority = await deps.findUnit(actor.post.unitId);
      if (authority === undefined) throw new NotFound('authority');
      const facts = await factsOf(actor, input);
      const by = authorOf(actor);
      const id = isId(input.id) ? input.id : newId();
      return inTransaction(async (tx) => {
        const existing = await repository.taken(facts.code, tx);
        if (existing?.id === id) return existing;
        if (existing !== undefined) refuse('code', 'clusters:errors.taken', { code: facts.code });
        const made = { id, version: 0, history: [], ...facts, authority: snapshotOf(authority), author: by };
        const act = { at: clock.now(), by, action: 'cluster_made' };
        return repository.create(settledCluster({ ...made, readers: [] } as Cluster), act, tx);
      });
    },

    /** Its code stays: it stands in the addresses of reports. */
    async revise(actor: Actor, id: string, input: ClusterInput): Promise<Cluster> {
      const { code } = await load(actor, id);
      if (code !== input.code) refuse('code', 'clusters:errors.codeFixed', { code });
      const facts = await factsOf(actor, input);
      return inTransaction(async (tx) => {
        const before = await load(actor, id, tx);
        assertAllowed(actor, 'cluster.revise', subjectOfCluster(before));
        if (before.version !== input.version) throw new Stale(`cluster ${id}`);
        const act = { at: clock.now(), by: authorOf(actor), action: 'cluster_revised' };
        return repository.change(before, { ...before, ...facts } as Cluster, act, tx);
      });
    },
  };
}
export type ClustersService = ReturnType<typeof clustersService>;
