import { kinds, modes, type Inspection, type Kind, type Mode } from '../inspections/inspection.js';
import type { Bilingual } from '../shared/language.js';
import { isNothing, sumUp, type Scope, type Spread, type Tally } from './scope.js';

/** Inspections that were opened, alike in mode, kind and topic. */
export type InspectionTally = Tally & { mode: Mode; kind: Kind; topic: Bilingual };

export type TopicLine = { topic: Bilingual; counts: Spread };
export type KindLine = { kind: Kind; counts: Spread; topics: TopicLine[] };
export type InspectionFigures = {
  total: Spread;
  byMode: { mode: Mode; counts: Spread }[];
  byKind: KindLine[];
};

/** An inspection as the annex of a report lists it. */
export type InspectionRow = Pick<Inspection, 'id' | 'mode' | 'kind' | 'topic'> & {
  number: string;
  authority: Bilingual;
  unit: Bilingual;
  openedOn: string;
  scopes: Scope[];
};

/** Topics in the order of their Vietnamese names. */
function topicsOf(tallies: readonly InspectionTally[]): TopicLine[] {
  const byTopic = new Map<string, InspectionTally[]>();
  for (const tally of tallies) {
    const same = byTopic.get(tally.topic.vi);
    if (same === undefined) byTopic.set(tally.topic.vi, [tally]);
    else same.push(tally);
  }
  const order = new Intl.Collator('vi');
  return [...byTopic.entries()]
    .sort(([a], [b]) => order.compare(a, b))
    .flatMap(([, same]) => (same[0] === undefined ? [] : [{ topic: same[0].topic, counts: sumUp(same) }]));
}

/** Counts by mode (both, always), and by kind and topic (those that there are). */
export function inspectionFigures(tallies: readonly InspectionTally[]): InspectionFigures {
  const ofKind = (kind: Kind) => tallies.filter((tally) => tally.kind === kind);
  return {
    total: sumUp(tallies),
    byMode: modes.map((mode) => ({ mode, counts: sumUp(tallies.filter((tally) => tally.mode === mode)) })),
    byKind: kinds
      .map((kind) => ({ kind, counts: sumUp(ofKind(kind)), topics: topicsOf(ofKind(kind)) }))
      .filter(({ counts }) => !isNothing(counts)),
  };
}
