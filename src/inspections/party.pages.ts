import { clusterParty, codeInParty } from '../clusters/cluster.js';
import type { Services } from '../services.js';
import { inLanguage } from '../shared/language.js';
import type { Visit } from '../web/visit.js';
import { partyIds, spelledOut, type PartyFilter } from './party-filter.js';

/** Whom the lists of cases are narrowed to: units, or clusters of them. */
export function partyPages({ units, clusters }: Pick<Services, 'units' | 'clusters'>) {
  const clustersIn = async ({ actor }: Visit, filter: PartyFilter) => {
    const codes = partyIds(filter).flatMap((id) => codeInParty(id) ?? []);
    const found = await Promise.all(codes.map((code) => clusters.byCode(actor, code)));
    return found.filter((one) => one !== undefined);
  };

  return {
    /** The names to print, by what stands in the address. */
    async names(filter: PartyFilter, visit: Visit): Promise<Map<string, string>> {
      const [found, named] = await Promise.all([
        Promise.all(partyIds(filter).map((id) => units.find(id))),
        clustersIn(visit, filter),
      ]);
      const { language } = visit;
      return new Map([
        ...found.flatMap((one): [string, string][] =>
          one === undefined ? [] : [[one.id, inLanguage(one.name, language)]],
        ),
        ...named.map(({ code, name }): [string, string] => [clusterParty(code), inLanguage(name, language)]),
      ]);
    },

    /** The filter as the database is asked: the units of a cluster in its place. */
    async asked<F extends PartyFilter>(filter: F, visit: Visit): Promise<F> {
      const named = await clustersIn(visit, filter);
      return spelledOut(
        filter,
        new Map(named.map(({ code, units: members }) => [clusterParty(code), members.map(({ id }) => id)])),
      );
    },
  };
}
