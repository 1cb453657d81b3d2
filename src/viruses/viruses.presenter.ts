import { settingsFrame } from '../settings/settings.presenter.js';
import { printMoment } from '../shared/dates.js';
import { receiptOf } from '../web/parcel.js';
import { emptyForm, type Page, type Visit } from '../web/visit.js';
import type { Verdict } from './verdict.js';

export type VirusFacts = {
  hasScanner: boolean;
  waiting: number;
  infected: number;
  /** What the scanner said of the file that has waited longest. */
  why: string;
  verdicts: readonly Verdict[];
};

/** Whether files are looked through and what was found, for the administrator: no names, no cases. */
export function presentViruses(facts: VirusFacts, { t, language }: Visit): Page {
  const { hasScanner, waiting, infected, why } = facts;
  const verdict = (key: string, tone: string, count = 0) => ({
    tone,
    title: t(`viruses:verdict.${key}`, { count }),
    text: t(`viruses:verdict.${key}Text`, { why: why || t('viruses:silent') }),
  });
  const found = [
    ...(hasScanner ? [] : [verdict('off', 'info')]),
    ...(infected === 0 ? [] : [verdict('infected', 'alarm', infected)]),
    ...(waiting === 0 || !hasScanner ? [] : [verdict('waiting', 'amber', waiting)]),
  ];
  return {
    ...settingsFrame('viruses', emptyForm, t),
    verdicts: found.length === 0 ? [verdict('whole', 'good')] : found,
    rows: facts.verdicts.map(({ fileId, said, since }) => ({
      receipt: receiptOf(fileId),
      virus: said,
      since: printMoment(since, language),
    })),
  };
}
