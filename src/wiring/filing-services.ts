import type { CalendarService } from '../calendar/calendar.service.js';
import { inTransaction } from '../database/connect.js';
import { disclosuresRepository } from '../disclosures/disclosures.repository.js';
import { disclosuresService } from '../disclosures/disclosures.service.js';
import type { Hand } from '../errands/errand.js';
import { fileStore } from '../evidence/file-store.js';
import { correctionsOf } from '../filings/comparison.js';
import { issuedOn, noteOnce, staffedUnits } from '../filings/filing-due.queries.js';
import { closedPairs } from '../filings/closed-pairs.queries.js';
import { filingDueService } from '../filings/filing-due.service.js';
import { digestOf, figuresIn } from '../filings/filing-figures.js';
import { filingIssueService, type FilingIssueDeps } from '../filings/filing-issue.service.js';
import { filingPhotosService, type FilingPhotosDeps } from '../filings/filing-photos.service.js';
import { noticesOfFiling } from '../filings/filing-notices.js';
import { presentPhotoAnnex } from '../filings/photo-annex.presenter.js';
import { walkHref, writingOf, type Filing } from '../filings/filing.js';
import { filingsRepository } from '../filings/filings.repository.js';
import { filingsService } from '../filings/filings.service.js';
import { journalBegunAt, journalHead } from '../history/journal.repository.js';
import { madeFiles, wholeOf } from './made-files.js';
import type { NoticesService } from '../notices/notices.service.js';
import { drawPaper } from '../paper/draw-paper.js';
import { peopleRepository } from '../people/people.repository.js';
import type { Actor } from '../policies/actor.js';
import { thaw } from '../reports/frozen-report.js';
import type { CountDays } from '../reports/remediation-figures.js';
import { makeReportPaper } from '../reports/report-paper.js';
import { liveLists, type Lists } from '../reports/tables/figure-table.js';
import type { CutoffOn } from '../reports/period.js';
import type { ReportsService } from '../reports/reports.service.js';
import type { Correction } from '../reports/writing.js';
import type { SettingsService } from '../settings/settings.service.js';
import { keeping } from '../shared/kept.js';
import type { Clock } from '../shared/clock.js';
import { dayOf } from '../shared/dates.js';
import type { Language } from '../shared/language.js';
import type { UnitsService } from '../units/units.service.js';
import { loadTranslations } from '../web/translations.js';

type FilingParts = {
  clock: Clock;
  notices: NoticesService;
  reports: ReportsService;
  countDays: () => Promise<CountDays>;
  cutoffs: () => Promise<CutoffOn>;
  units: UnitsService;
  calendar: CalendarService;
  settings: SettingsService;
  photoOf: FilingPhotosDeps['photoOf'];
};

/** Public reports that are kept at hand; those of a city have some megabytes of rows with them. */
const OPEN_KEPT = 12;

// Read once: a report on file prints in both languages whatever the reader's is.
let translations: ReturnType<typeof loadTranslations> | undefined;
const wordings = () => (translations ??= loadTranslations());

/** The parts that carry reports from their draft to the issued paper; `home` is where people reach the product. */
export function filingServices(parts: FilingParts, home: string) {
  const { clock, notices, reports, countDays, units, calendar, settings } = parts;
  const repository = filingsRepository((filing, event, tx) =>
    notices.post(noticesOfFiling(filing, event), tx),
  );
  const full = async (actor: Actor, code: string, term: string) =>
    (await reports.full(actor, code, term)).report;

  const draw: FilingIssueDeps['draw'] = async (actor, filing, language: Language, given) => {
    const t = (await wordings())(language);
    // Only what is issued can be asked about; its id is random (100 bits) and serves as the code.
    const proof = async () => ({
      code: filing.id,
      address: `${home}/verify/${filing.id}`,
      head: await journalHead(),
    });
    const issued = given === undefined ? {} : { given, proof: await proof() };
    const pairs = await (given === undefined
      ? filingPhotos.printed(actor, filing)
      : filingPhotos.printedWhole(actor, filing));
    const photos = presentPhotoAnnex(pairs, { language, t });
    const onFile = { writing: writingOf(filing), photos, ...issued };
    // Of a draft the lists still live; those of an issued report were frozen with it.
    const lists: Lists =
      given === undefined
        ? liveLists(home)
        : ({ key, href }) => `${home}${key === '' ? href : walkHref(filing.id, key)}`;
    const asked = [filing.unit.code, filing.code] as const;
    const { paper } = await makeReportPaper(reports, actor, asked, { language, t }, lists, onFile);
    return wholeOf(drawPaper(paper));
  };

  /** Against every report of the last year that was issued before this one. */
  async function corrections(actor: Actor, filing: Filing, hand: Hand): Promise<Correction[]> {
    const translate = await wordings();
    const [vi, en, days] = [translate('vi'), translate('en'), await countDays()];
    const issued = await repository.earlier(filing.unit.id, filing.term, filing.to);
    const told = issued.flatMap((one) => one.corrections);
    const found: Correction[] = [];
    for (const [done, { id, issued: issue, term, code, unit }] of issued.entries()) {
      await hand.tell('earlier', done, issued.length);
      if (issue === undefined) continue;
      const frozen = thaw((await fileStore.readWhole(issue.data.id)).toString('utf8'), days);
      const live = await full(actor, unit.code, code);
      const of = { filingId: id, term, number: issue.number };
      const english = new Map(figuresIn(live, 'en', en).map(({ key, label }) => [key, label]));
      const sides = [frozen, live].map((report) => ({ report, figures: figuresIn(report, 'vi', vi) }));
      found.push(...correctionsOf(of, sides[0] as never, sides[1] as never, told, english));
    }
    return found;
  }

  const filings = filingsService({
    clock,
    inTransaction,
    repository,
    compile: full,
    corrections,
    template: reports.template,
    digest: digestOf,
  });
  const filingPhotos = filingPhotosService({
    clock,
    filings,
    report: reports.report,
    closedPairs,
    photoOf: parts.photoOf,
    most: async (day) => (await settings.limits('reporting', day)).photoPairs,
  });
  const filingIssue = filingIssueService({
    clock,
    repository,
    filings,
    digest: digestOf,
    countDays,
    draw,
    saveFile: madeFiles(clock),
    keepFiles: fileStore.keep,
    readFile: fileStore.readWhole,
  });
  const filingDue = filingDueService({
    clock,
    inTransaction,
    cutoffs: parts.cutoffs,
    rules: (day) => settings.limits('reporting', day),
    deadline: calendar.deadline,
    unitsBelow: units.below,
    issuedOn,
    recordedSince: async () => {
      const begun = await journalBegunAt();
      return begun === undefined ? undefined : dayOf(begun);
    },
    staffedUnits,
    noteOnce,
    post: notices.post,
  });
  const disclosures = disclosuresService({
    clock,
    inTransaction,
    repository: disclosuresRepository,
    loadFiling: filings.load,
    issuedFiling: repository.issued,
    issuedReport: filingIssue.issuedReport,
    names: peopleRepository.names,
    // What was issued never changes: kept until others take its place.
    kept: keeping(async () => 'issued', OPEN_KEPT),
  });
  return { filings, filingPhotos, filingIssue, filingDue, disclosures };
}
