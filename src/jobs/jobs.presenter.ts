import { settingsFrame } from '../settings/settings.presenter.js';
import { printMoment } from '../shared/dates.js';
import { printNumber, type Language, type Translate } from '../shared/language.js';
import type { FormState, Page } from '../web/visit.js';
import type { Job, JobState, Run } from './job.js';

type Reader = { t: Translate; language: Language; now: Date };

/** How long a run took: seconds with one figure, for what takes less says nothing. */
const tookWords = (took: number, { t, language }: Reader): string =>
  t('jobs:took', { seconds: printNumber(Math.round(took / 100) / 10, language) });

function outcomeOf({ counts, failure }: Run, { t }: Reader) {
  if (failure !== '') return { tag: { text: t('jobs:failed'), tone: 'alarm' }, text: failure };
  const done = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => t(`jobs:count.${kind}`, { count }));
  return { tag: { text: t('jobs:done'), tone: 'good' }, text: done.join(', ') || t('jobs:nothing') };
}

const presentRun = (run: Run, reader: Reader) => ({
  at: printMoment(run.startedAt, reader.language),
  iso: run.startedAt.toISOString(),
  took: tookWords(run.took, reader),
  askedBy: run.askedBy === '' ? '' : reader.t('jobs:askedBy', { name: run.askedBy }),
  ...outcomeOf(run, reader),
});

function presentJob(job: Job & JobState, reader: Reader) {
  const { t, language, now } = reader;
  const { name, dueAt, heldUntil, runs } = job;
  const rhythm =
    'everyMinutes' in job
      ? t('jobs:everyMinutes', { count: job.everyMinutes })
      : t('jobs:dailyAt', { time: job.dailyAt });
  const next = dueAt === undefined || dueAt <= now ? t('jobs:soon') : printMoment(dueAt, language);
  const running = heldUntil !== undefined && heldUntil > now;
  const [last, ...earlier] = runs.map((run) => presentRun(run, reader)).reverse();
  return {
    title: t(`jobs:name.${name}`),
    text: t(`jobs:text.${name}`),
    facts: {
      rows: [
        { label: t('jobs:rhythm'), text: rhythm, href: null },
        { label: t('jobs:next'), text: running ? t('jobs:running') : next, href: null },
      ],
    },
    last: last ?? null,
    earlier,
    action: `/settings/jobs/${name}`,
  };
}

/** What runs by the clock: when it ran, what it did, when it runs next. */
export const presentJobs = (jobs: readonly (Job & JobState)[], form: FormState, reader: Reader): Page => ({
  ...settingsFrame('jobs', form, reader.t),
  lead: reader.t('jobs:lead'),
  jobs: jobs.map((job) => presentJob(job, reader)),
});
