import type { presentCaseDocuments } from '../documents/documents.presenter.js';
import type { CaseChecklist } from '../answers/sheet.presenter.js';
import type { Judge } from '../findings/finding-row.presenter.js';
import type { EvidenceItem, Finding } from '../findings/finding.js';
import type { Action } from '../policies/rules.js';
import type { Day } from '../shared/dates.js';
import type { FieldError } from '../shared/errors.js';
import type { Language, Translate } from '../shared/language.js';
import type { JudgeDay } from './ending.presenter.js';
import type { Missing } from './missing.js';
import type { LampView } from '../web/parts.js';

/** What the presenters of a case are given beside the case. */
export type CaseContext = {
  language: Language;
  t: Translate;
  allowed: ReadonlySet<Action>;
  /** The findings that the reader may see. */
  findings: Finding[];
  judge: Judge;
  /** The lamp of the earliest due date; null when nothing is due. */
  lamp: LampView | null;
  /** The draw that chose the unit, if the reader may see it. */
  draw: { id: string; number?: string; on: Day } | undefined;
  /** What stands in the way of concluding; empty when nothing does, or it is no question yet. */
  missing: Missing[];
  /** Whether the reader is of the authority or named on the case. */
  ofAuthority: boolean;
  judgeDay: JudgeDay;
  /** Years of a visit to come whose working calendar nobody has confirmed. */
  unconfirmed: readonly number[];
  documents: ReturnType<typeof presentCaseDocuments>;
  /** How far the checklist is; null when there is none, or when it is not the reader's to know. */
  checklist: CaseChecklist | null;
  /** Files given with answers on site; empty when they are not the reader's to know. */
  answerFiles: EvidenceItem[];
  errors: FieldError[];
};
