import type { SignReference } from '../checklists/sign-catalogue.js';
import type { Finding } from '../findings/finding.js';
import type { Event } from '../history/event.js';
import type { Inspection } from '../inspections/inspection.js';
import type { Day } from '../shared/dates.js';
import type { Parties } from './scope.js';

/** What is counted by the day, and the day that it is counted by. */
export const countedBy = { finding: 'concludedOn', inspection: 'openedOn' } as const;
export type Counted = keyof typeof countedBy;

/** All that reports tell findings, and inspections, apart by, besides whose they are. `item` is '' for none. */
export type FindingLike = Pick<Finding, 'severity'> & {
  sign: SignReference;
  repeat: boolean;
  item: string;
  post: string;
};
export type InspectionLike = Pick<Inspection, 'mode' | 'kind' | 'topic'>;

/** Whose a case is, and the keys of the posts that may see it; nobody's report depends on who is named on it. */
type Standing = Parties & { readers: string[] };

/** The cases of a day, each combination once: `lots` tell which standing and which likeness, and of how many cases. */
export type CountedDay<Like> = {
  day: Day;
  standings: Standing[];
  likes: Like[];
  lots: [standing: number, like: number, count: number][];
};

const ofPosts = (readers: readonly string[]) => readers.filter((key) => !key.startsWith('person:'));

const lineage = ({ id, ancestorIds }: Parties['unit']) => ({ id, ancestorIds });

const standingOf = ({ authority, unit, readers }: Parties & { readers: readonly string[] }): Standing => ({
  authority: lineage(authority),
  unit: lineage(unit),
  readers: ofPosts(readers),
});

/** All that reports tell a finding apart by. */
export function likeOfFinding(finding: Finding): FindingLike {
  const { sign, severity, repetition, item, responsiblePost = '' } = finding;
  const { code, version, text, provisional } = sign;
  const repeat = (repetition?.of?.id ?? '') !== '';
  return {
    sign: { code, version, text, provisional },
    severity,
    repeat,
    item: item?.code ?? '',
    post: responsiblePost,
  };
}

export const likeOfInspection = ({ mode, kind, topic }: Inspection): InspectionLike => ({
  mode,
  kind,
  topic,
});

/** Numbers things by what they are, from 0. */
function numbering<T>() {
  const numbers = new Map<string, number>();
  const all: T[] = [];
  const numberOf = (thing: T): number => {
    const text = JSON.stringify(thing);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, all.length);
    return all.push(thing) - 1;
  };
  return { all, numberOf };
}

/** Counts the cases of a day. A sealed one is in nobody's report, so it is not even counted. */
export function countDay<Case extends Parties & { readers: readonly string[] }, Like>(
  day: Day,
  cases: readonly Case[],
  likeOf: (one: Case) => Like,
): CountedDay<Like> {
  const [standings, likes] = [numbering<Standing>(), numbering<Like>()];
  const lots = new Map<string, CountedDay<Like>['lots'][number]>();
  for (const one of cases) {
    const standing = standingOf(one);
    if (standing.readers.length === 0) continue;
    const pair = [standings.numberOf(standing), likes.numberOf(likeOf(one))] as const;
    const lot = lots.get(pair.join());
    if (lot === undefined) lots.set(pair.join(), [...pair, 1]);
    else lot[2] += 1;
  }
  return { day, standings: standings.all, likes: likes.all, lots: [...lots.values()] };
}

/** What a count comes to, whatever the order in which its cases were read. */
function comesTo<Like>({ standings, likes, lots }: CountedDay<Like>): string {
  const lines = lots.map(([standing, like, count]) =>
    JSON.stringify([standings[standing], likes[like], count]),
  );
  return lines.sort().join('\n');
}

export const countAlike = <Like>(one: CountedDay<Like>, other: CountedDay<Like>): boolean =>
  comesTo(one) === comesTo(other);

/** The fields of a case that a count of its day was made of. */
const COUNTED_FIELDS: Record<Counted, readonly string[]> = {
  finding: ['authority', 'unit', 'sign', 'severity', 'repetition', 'item', 'responsiblePost'],
  inspection: ['authority', 'unit', 'mode', 'kind', 'topic'],
};

/** The days whose counts no longer hold after a change of a case: that of the case, and the one that it had before. */
export function daysTouched(counted: Counted, subject: Finding | Inspection, { changes }: Event): Day[] {
  const field = countedBy[counted];
  const day = (subject as { concludedOn?: Day; openedOn?: Day })[field];
  const moved = changes.find((change) => change.field === field);
  const keys = (value: unknown) => ofPosts((value ?? []) as string[]).join();
  const differs =
    moved !== undefined ||
    changes.some(({ field: name, before, after }) =>
      name === 'readers' ? keys(before) !== keys(after) : COUNTED_FIELDS[counted].includes(name),
    );
  if (!differs) return [];
  return [...new Set([day, moved?.before as Day | undefined])].filter((one) => one !== undefined);
}
