import { settingsFrame } from '../settings/settings.presenter.js';
import { printDay, printMoment } from '../shared/dates.js';
import { emptyForm, type Page, type Visit } from '../web/visit.js';
import type { Recount } from './recounts.service.js';

/** Whether the counts that reports add up are those of the cases, for the administrator: days, no cases. */
export function presentRecount(recount: Recount | undefined, { t, language }: Visit): Page {
  const faults = recount?.faults ?? [];
  const compared = recount?.days === 0 ? 'none' : 'right';
  const verdict = recount === undefined ? 'never' : faults.length === 0 ? compared : 'wrong';
  return {
    ...settingsFrame('counts', emptyForm, t),
    verdict: {
      tone: { never: 'info', none: 'info', right: 'good', wrong: 'alarm' }[verdict],
      title: t(`recounts:verdict.${verdict}`, { count: faults.length }),
      text:
        recount === undefined
          ? t('recounts:verdict.neverText')
          : t('recounts:verdict.at', { at: printMoment(recount.at, language), count: recount.days }),
    },
    advice: verdict === 'wrong' ? t('recounts:advice') : '',
    rows: faults.map(({ day, foundAt }) => {
      const [counted = '', on = ''] = day.split(' ');
      return {
        what: t(`recounts:counted.${counted}`),
        day: printDay(on, language),
        foundAt: printMoment(foundAt, language),
      };
    }),
  };
}
