import { readIn } from '../notices/notice-words.js';
import { printMoment } from '../shared/dates.js';
import type { Language, Translate } from '../shared/language.js';
import type { Page, Visit } from '../web/visit.js';
import { isDoneByParts, isOf, isOver, type Errand } from './errand.js';

type Reader = { language: Language; t: Translate };

const titleOf = ({ kind, values }: Errand, { language, t }: Reader): string =>
  t(`errands:title.${kind}`, readIn(values, language));

/** How far an errand is, for a page that waits; the script of the page asks for the same. */
export function presentProgress(errand: Errand, reader: Reader) {
  const { id, state, progress } = errand;
  const { done, of, step } = progress;
  return {
    title: titleOf(errand, reader),
    href: `/errands/${id}`,
    state,
    over: isOver(errand),
    done: String(done),
    of: String(of),
    text: reader.t('errands:progress', {
      number: Math.min(done + 1, of),
      of,
      step: reader.t(`errands:step.${step}`),
    }),
  };
}

/** On the page of a thing: what is being done to it; how far it is stands on the page of whoever asked for it. */
export const presentUnderWay = (errand: Errand, visit: Visit) => ({
  title: visit.t('errands:underWay', { title: titleOf(errand, visit) }),
  text: visit.t('errands:underWayText'),
  href: isOf(visit.actor, errand) ? `/errands/${errand.id}` : null,
});

const tones = { done: 'good', failed: 'alarm', cancelled: 'amber' } as const;

function outcomeOf(errand: Errand, { t }: Reader) {
  const { state, failure } = errand;
  if (state === 'waiting' || state === 'running') return null;
  const why = failure === undefined ? '' : t(failure.message, failure.values);
  const stopped = isDoneByParts(errand) ? 'errands:someDone' : 'errands:leftAsItWas';
  const text = state === 'cancelled' ? t(stopped) : why;
  return { tone: tones[state], role: 'status', title: t(`errands:state.${state}`), text };
}

/** One errand: how far it is, what came of it, and where its result is. */
export function presentErrand(errand: Errand, visit: Visit): Page {
  const { t, language } = visit;
  const { id, state, href, file, askedAt } = errand;
  const over = isOver(errand);
  return {
    title: titleOf(errand, visit),
    // Without scripts the page asks again by itself until the work is over.
    refresh: over ? null : '3',
    progress: over ? null : presentProgress(errand, visit),
    outcome: outcomeOf(errand, visit),
    asked: t('errands:askedAt', { at: printMoment(askedAt, language) }),
    leave: over ? '' : t('errands:leave'),
    result:
      state !== 'done'
        ? null
        : file === undefined
          ? { href, label: t(`errands:see.${errand.kind}`) }
          : { href: `/errands/${id}/result`, label: t(`errands:see.${errand.kind}`) },
    back: { href, label: t(`errands:back.${errand.kind}`) },
    cancel: over ? null : { action: `/errands/${id}/cancellation` },
  };
}
