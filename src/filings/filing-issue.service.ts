import { Readable } from 'node:stream';
import type { Transaction } from '../database/connect.js';
import { unwatched, type Hand } from '../errands/errand.js';
import { plainNumber } from '../documents/document.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import { freeze, thaw } from '../reports/frozen-report.js';
import type { CountDays } from '../reports/remediation-figures.js';
import type { CompiledReport } from '../reports/report.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, yearOf } from '../shared/dates.js';
import { NotFound, Stale, refuse } from '../shared/errors.js';
import { isId } from '../shared/ids.js';
import type { Language } from '../shared/language.js';
import type { IssueInput } from './filing.form.js';
import { subjectOfFiling, type Filing, type Issue, type KeptFile } from './filing.js';
import type { FilingsDeps, FilingsService } from './filings.service.js';

export type FilingIssueDeps = Pick<FilingsDeps, 'clock' | 'repository' | 'digest'> & {
  clock: Clock;
  filings: FilingsService;
  countDays: () => Promise<CountDays>;
  /** Draws the paper of a report on file, in one language, with a number and day once they are given. */
  draw: (actor: Actor, filing: Filing, language: Language, given?: IssueInput) => Promise<Buffer>;
  saveFile: (actor: Actor, name: string, type: string, bytes: Buffer) => Promise<KeptFile>;
  keepFiles: (ids: string[], tx: Transaction) => Promise<number>;
  readFile: (id: string) => Promise<Buffer>;
};

/** What anybody may know who holds a paper; `corrected` are the later reports that correct figures of this one. */
type Proof = Pick<Filing, 'unit' | 'cluster' | 'term' | 'issued'> & {
  corrected: Pick<Filing, 'issued' | 'term'>[];
};

/** Counting, printing in two languages, keeping. */
const STEPS = 4;

/** Issues reports: from then on the same bytes and the same figures, whatever happens to the record. */
export function filingIssueService(deps: FilingIssueDeps) {
  const { clock, filings, repository } = deps;

  async function assertNumberFree({ unit, id }: Filing, number: string, year: number): Promise<void> {
    const taken = (await repository.numberedIn(unit.id, year)).some(
      (one) => one.id !== id && plainNumber(one.issued?.number ?? '') === plainNumber(number),
    );
    if (taken) refuse('number', 'filings:errors.numberTaken', { number });
  }

  function assertDay({ to }: Filing, on: string): void {
    if (on > dayOf(clock.now())) refuse('on', 'filings:errors.dayInFuture');
    if (on <= to) refuse('on', 'filings:errors.dayBeforeEnd');
  }

  /** What can be said of an issue before anything is printed. */
  async function assertReady(actor: Actor, id: string, input: IssueInput): Promise<Filing> {
    const filing = await filings.load(actor, id);
    assertAllowed(actor, 'filing.issue', subjectOfFiling(filing));
    if (filing.version !== input.version || filing.accepted === undefined) throw new Stale(`filing ${id}`);
    assertDay(filing, input.on);
    await assertNumberFree(filing, input.number, yearOf(input.on));
    return filing;
  }

  async function files(actor: Actor, filing: Filing, report: CompiledReport, given: IssueInput, hand: Hand) {
    const name = `${filing.unit.code}-${filing.code}`;
    await hand.tell('drawing_vi', 1, STEPS);
    const vi = await deps.draw(actor, filing, 'vi', given);
    await hand.tell('drawing_en', 2, STEPS);
    const en = await deps.draw(actor, filing, 'en', given);
    await hand.tell('keeping', 3, STEPS);
    return {
      papers: {
        vi: await deps.saveFile(actor, `${name}-vi.pdf`, 'application/pdf', vi),
        en: await deps.saveFile(actor, `${name}-en.pdf`, 'application/pdf', en),
      },
      data: await deps.saveFile(actor, `${name}.json`, 'application/json', Buffer.from(freeze(report))),
    };
  }

  function issueOf({ id, issued }: Filing): Issue {
    if (issued === undefined) throw new NotFound(`issue of filing ${id}`);
    return issued;
  }

  /** Every figure and row as they were frozen. */
  async function issuedReport(filing: Filing): Promise<CompiledReport> {
    const text = (await deps.readFile(issueOf(filing).data.id)).toString('utf8');
    return thaw(text, await deps.countDays());
  }

  return {
    assertReady,

    /** Gives the number and day, prints once, and keeps what was printed. Only what the leader accepted is issued. */
    async issue(actor: Actor, id: string, input: IssueInput, hand: Hand = unwatched): Promise<Filing> {
      const filing = await assertReady(actor, id, input);
      await hand.tell('counting', 0, STEPS);
      const report = await filings.live(actor, filing);
      if (deps.digest(filing, report) !== filing.accepted?.digest)
        refuse('main', 'filings:errors.changedSinceAccepted');
      const made = await files(actor, filing, report, input, hand);
      const { number, on } = input;
      const issued = { number, on, by: authorOf(actor), at: clock.now(), ...made };
      return filings.step(actor, id, input.version, 'issue', async (before, tx) => {
        const ids = [made.papers.vi.id, made.papers.en.id, made.data.id];
        if ((await deps.keepFiles(ids, tx)) < ids.length) throw new Stale('a file of the report is gone');
        await hand.end(tx);
        return { ...before, issued };
      });
    },

    /** What the report says: as it was issued, else as the record stands. */
    async report(actor: Actor, filing: Filing): Promise<CompiledReport> {
      return filing.issued === undefined ? filings.live(actor, filing) : issuedReport(filing);
    },

    /** For other systems, which are no actors: the issued reports of a unit, or of its area, and no others. */
    issuedBy: repository.issuedBy,

    async issuedOne(unitId: string, extent: 'unit' | 'area', id: string): Promise<Filing> {
      const filing = isId(id) ? await repository.issued(id) : undefined;
      const isOwn = filing?.unit.id === unitId;
      const isInArea = filing?.readers.includes(`area:${unitId}`) === true;
      if (filing === undefined || !(extent === 'unit' ? isOwn : isInArea))
        throw new NotFound(`issued report ${id}`);
      return filing;
    },

    issuedReport,

    issuedPaper: (filing: Filing, language: Language): Promise<Buffer> =>
      deps.readFile(issueOf(filing).papers[language].id),

    /** What may be told of an issued report to whoever holds its paper: no more than stands in its head. */
    async proof(code: string): Promise<Proof | undefined> {
      const filing = isId(code) ? await repository.issued(code) : undefined;
      if (filing?.issued === undefined) return undefined;
      const { id, unit, cluster, term, issued } = filing;
      const about = cluster === undefined ? { unit } : { unit, cluster };
      return { ...about, term, issued, corrected: await repository.correcting(id) };
    },

    /** The paper: the bytes that were issued, else a draft as the record stands. */
    async paper(actor: Actor, id: string, language: Language): Promise<{ body: Readable; name: string }> {
      const filing = await filings.load(actor, id);
      const { issued } = filing;
      const name = `${filing.unit.code}-${filing.code}-${language}.pdf`;
      const bytes =
        issued === undefined
          ? await deps.draw(actor, filing, language)
          : await deps.readFile(issued.papers[language].id);
      return { body: Readable.from([bytes]), name };
    },

    /** The figures with their rows, as they were frozen. */
    async data(actor: Actor, id: string): Promise<{ bytes: Buffer; file: KeptFile }> {
      const { data } = issueOf(await filings.load(actor, id));
      return { bytes: await deps.readFile(data.id), file: data };
    },
  };
}
export type FilingIssueService = ReturnType<typeof filingIssueService>;
