import { UnitReportModel } from '../announcements/unit-report.model.js';
import { AnswerModel } from '../answers/answer.model.js';
import type { Place } from '../custody/places.queries.js';
import type { Transaction } from '../database/connect.js';
import { DocumentModel } from '../documents/document.model.js';
import { FindingModel } from '../findings/finding.model.js';
import { HandlingModel } from '../handling/handling.model.js';
import type { Act, Journaled } from '../history/event.js';
import { journaledRepository } from '../history/journaled.repository.js';
import { InspectionModel } from '../inspections/inspection.model.js';

type Holder = Journaled & Record<string, unknown>;

/** What holds files, as the journal knows it. Drafts of a unit are its own: it leaves out of them what it likes. */
const stores = {
  finding: journaledRepository<Holder>('finding', FindingModel as never),
  answer: journaledRepository<Holder>('answer', AnswerModel as never),
  document: journaledRepository<Holder>('document', DocumentModel as never),
  publication: journaledRepository<Holder>('inspection', InspectionModel as never),
  report: journaledRepository<Holder>('unit_report', UnitReportModel as never),
  handling: journaledRepository<Holder>('handling', HandlingModel as never),
};

/** Changes a file wherever it stands in what holds it: the same file is one thing. */
function changedIn<T>(value: T, fileId: string, change: (file: object) => object): T {
  if (Array.isArray(value)) return value.map((item) => changedIn<unknown>(item, fileId, change)) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const { id, sha256 } = value as Record<string, unknown>;
  if (id === fileId && typeof sha256 === 'string') return change(value) as T;
  const pairs = Object.entries(value).map(([key, item]) => [key, changedIn(item, fileId, change)] as const);
  return Object.fromEntries(pairs) as T;
}

export const fileHolders = {
  /** Changes what a case says of a file, with an event in the history of what holds it. */
  async change(
    { kind, holder, file }: Place,
    change: (file: object) => object,
    act: Act,
    tx: Transaction,
  ): Promise<void> {
    if (kind === 'draft') return;
    const store = stores[kind];
    const before = await store.findOne({ _id: holder }, tx);
    if (before === undefined) return;
    const { history, ...facts } = before;
    await store.change(before, { ...changedIn(facts, file.id, change), history }, act, tx);
  },
};
export type FileHolders = typeof fileHolders;
