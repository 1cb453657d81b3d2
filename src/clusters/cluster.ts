import type { Journaled } from '../history/event.js';
import type { Author } from '../policies/actor.js';
import type { Subject } from '../policies/policy.js';
import type { ReaderKey } from '../policies/visibility.js';
import type { Day } from '../shared/dates.js';
import type { Bilingual } from '../shared/language.js';
import { labelOf } from '../units/unit-names.js';
import type { UnitSnapshot } from '../units/unit.js';

/** Units that an authority has named together, so that reports may be made about them as about one. */
export type Cluster = Journaled & {
  /** A short word of small letters and digits: it stands in addresses and names of files. */
  code: string;
  name: Bilingual;
  units: UnitSnapshot[];
  validFrom: Day;
  validTo?: Day;
  authority: UnitSnapshot;
  author: Author;
  readers: ReaderKey[];
};

/** Codes of units are figures or capitals, so that a code alone tells which of the two is meant. */
export const CLUSTER_CODE = /^[a-z][a-z0-9]{1,19}$/;

/** How the address of a list names a cluster where a unit's id could stand. */
const MARK = 'of.';
export const clusterParty = (code: string): string => `${MARK}${code}`;
export const codeInParty = (party: string): string | undefined =>
  party.startsWith(MARK) ? party.slice(MARK.length) : undefined;

/** The people of the authority that made it, and of those above it. */
export const settledCluster = (cluster: Cluster): Cluster => {
  const { id, ancestorIds } = cluster.authority;
  return { ...cluster, readers: [id, ...ancestorIds].map((one): ReaderKey => `area:${one}`).sort() };
};

export const subjectOfCluster = ({ authority, author }: Pick<Cluster, 'authority' | 'author'>): Subject => ({
  preparerId: author.personId,
  approverId: '',
  teamIds: [],
  authorityId: authority.id,
  unitId: '',
});

/** Whether it held on some day of a period. */
export const holdsIn = (
  { validFrom, validTo }: Pick<Cluster, 'validFrom' | 'validTo'>,
  { from, to }: { from: Day; to: Day },
): boolean => validFrom <= to && (validTo === undefined || validTo >= from);

/** What a person chooses from a list, beside the labels of units. */
export const clusterLabel = (cluster: Pick<Cluster, 'name' | 'code'>): string => labelOf(cluster);
