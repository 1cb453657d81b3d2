import type { Cluster } from '../clusters/cluster.js';
import type { Event } from '../history/event.js';
import type { Author } from '../policies/actor.js';
import type { Subject } from '../policies/policy.js';
import type { Action } from '../policies/rules.js';
import type { ReaderKey } from '../policies/visibility.js';
import type { Term } from '../reports/term.js';
import type { CompiledReport } from '../reports/report.js';
import { sectionsOn } from '../reports/template.js';
import {
  neededTexts,
  textNames,
  type Correction,
  type SectionName,
  type TextName,
  type Writing,
} from '../reports/writing.js';
import type { Day } from '../shared/dates.js';
import type { UnitSnapshot } from '../units/unit.js';
import type { ChosenPair } from './photo-choice.js';

export const filingStates = ['draft', 'submitted', 'returned', 'accepted', 'issued'] as const;
export type FilingState = (typeof filingStates)[number];

/** A file as it was made, with the fingerprint that proves it. */
export type KeptFile = { id: string; name: string; type: string; size: number; sha256: string };

/** What the leader has to say about one part of the report. */
export type Remark = { section: SectionName; text: string };

/** What issuing has frozen: the number that the clerk gave, the papers byte for byte, the figures with their rows. */
export type Issue = {
  number: string;
  on: Day;
  by: Author;
  at: Date;
  papers: { vi: KeptFile; en: KeptFile };
  data: KeptFile;
};

/** A report of a unit and a term on file: on its way from the draft to the issued paper. */
export type Filing = {
  id: string;
  version: number;
  unit: UnitSnapshot;
  /** The cluster of units that it is about, if it is not about the unit itself. */
  cluster?: Pick<Cluster, 'code' | 'name'>;
  term: Term;
  /** The term as it stands in addresses; one report a unit and term. */
  code: string;
  from: Day;
  to: Day;
  state: FilingState;
  texts: Partial<Record<TextName, string>>;
  left: SectionName[];
  /** Pairs of photos for the annex; none where nobody has chosen any. */
  photos?: ChosenPair[];
  remarks: Remark[];
  corrections: Correction[];
  author: Author;
  submittedAt?: Date;
  /** What the leader has accepted: the fingerprint of every figure and text. Nothing else may be issued. */
  accepted?: { by: Author; at: Date; digest: string };
  issued?: Issue;
  readers: ReaderKey[];
  history: Event[];
};

export type StepName = 'write' | 'choose' | 'submit' | 'return' | 'accept' | 'resume' | 'issue';

/** In which states a step is possible, what it leads to, the word of the history, and the rule that says who may. */
export const filingSteps: Record<
  StepName,
  { from: readonly FilingState[]; to?: FilingState; event: string; rule: Action }
> = {
  write: { from: ['draft', 'returned'], event: 'report_written', rule: 'filing.write' },
  choose: { from: ['draft', 'returned'], event: 'report_photos_chosen', rule: 'filing.write' },
  submit: { from: ['draft', 'returned'], to: 'submitted', event: 'report_submitted', rule: 'filing.write' },
  return: { from: ['submitted'], to: 'returned', event: 'report_returned', rule: 'filing.decide' },
  accept: { from: ['submitted'], to: 'accepted', event: 'report_accepted', rule: 'filing.decide' },
  resume: { from: ['submitted', 'accepted'], to: 'draft', event: 'report_resumed', rule: 'filing.write' },
  issue: { from: ['accepted'], to: 'issued', event: 'report_issued', rule: 'filing.issue' },
};

/** What the rules of permission ask about a report: it is its unit's own, whoever works there. */
export const subjectOfFiling = ({
  unit,
  author,
}: {
  unit: Pick<UnitSnapshot, 'id'>;
  author: Pick<Author, 'personId'>;
}): Subject => ({
  preparerId: author.personId,
  approverId: '',
  teamIds: [],
  authorityId: unit.id,
  unitId: unit.id,
});

/** The unit's own people work on a report; the levels above see it once it is issued. */
export function settledFiling(filing: Filing): Filing {
  const { id, ancestorIds } = filing.unit;
  const above = filing.state === 'issued' ? ancestorIds : [];
  const areas = [id, ...above].map((unitId): ReaderKey => `area:${unitId}`);
  const keys = new Set<ReaderKey>([...areas, `unit:${id}`, `person:${filing.author.personId}`]);
  return { ...filing, readers: [...keys].sort() };
}

export const writingOf = ({ texts, left, corrections }: Filing): Writing => ({ texts, left, corrections });

/** The parts that only a person can write, that stand in the report and that nobody has written yet. */
export const emptyTexts = (
  { texts, left }: Pick<Filing, 'texts' | 'left'>,
  { template }: Shown,
): TextName[] => {
  const on = sectionsOn(template);
  return textNames.filter(
    (name) => on.includes(name) && !left.includes(name) && (texts[name] ?? '').trim() === '',
  );
};
type Shown = Pick<CompiledReport, 'template'>;

/** Those without which a report is not sent. */
export const missingTexts = (filing: Pick<Filing, 'texts' | 'left'>, shown: Shown): TextName[] =>
  emptyTexts(filing, shown).filter((name) => neededTexts.includes(name));

/** Takes away what a step undoes: a report that is worked on again is neither sent nor accepted. */
export function reopenedFiling(filing: Filing): Filing {
  const { submittedAt: _sent, accepted: _accepted, ...rest } = filing;
  return rest;
}

/** The list behind a figure of a report on file, beside that of the term before. */
export const walkHref = (id: string, key: string): string =>
  `/filings/${id}/figure?key=${encodeURIComponent(key)}`;
