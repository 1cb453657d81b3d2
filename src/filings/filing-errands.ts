import type { Errand, Works } from '../errands/errand.js';
import type { ErrandsService } from '../errands/errands.service.js';
import type { Actor } from '../policies/actor.js';
import { printTerm } from '../reports/term-words.js';
import type { IssueInput } from './filing.form.js';
import type { Filing } from './filing.js';
import type { FilingIssueService } from './filing-issue.service.js';
import type { FilingsService } from './filings.service.js';

type Parts = { filings: FilingsService; filingIssue: FilingIssueService };

/** The steps of a report on file that take long, as work in the background. */
export const filingErrandKinds = ['submission', 'issue'] as const;

/** Does what `filingErrands` has asked for. */
export const filingWorks = ({ filings, filingIssue }: Parts): Pick<Works, 'submission' | 'issue'> => ({
  submission: async ({ by, subject, input }, hand) => {
    await filings.submit(by, subject, Number(input['version']), hand);
  },
  issue: async ({ by, subject, input }, hand) => {
    await filingIssue.issue(by, subject, input as IssueInput, hand);
  },
});

const wanted = ({ id, unit, cluster, term }: Filing) => ({
  subject: id,
  href: `/filings/${id}`,
  values: {
    unit: (cluster ?? unit).name.vi,
    unitEnglish: (cluster ?? unit).name.en,
    term: printTerm(term, 'vi'),
    termEnglish: printTerm(term, 'en'),
  },
});

/** Asks for them: what can be said at once is refused at once, the rest in the inbox. */
export const filingErrands = ({
  filings,
  filingIssue,
  errands,
}: Parts & { errands: Pick<ErrandsService, 'ask'> }) => ({
  async submission(actor: Actor, id: string, version: number): Promise<Errand> {
    const filing = await filings.assertReady(actor, id, version);
    return errands.ask(actor, { kind: 'submission', ...wanted(filing), input: { version } });
  },

  async issue(actor: Actor, id: string, input: IssueInput): Promise<Errand> {
    const filing = await filingIssue.assertReady(actor, id, input);
    return errands.ask(actor, { kind: 'issue', ...wanted(filing), input });
  },
});
