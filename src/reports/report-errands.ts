import type { InTransaction, Transaction } from '../database/connect.js';
import type { Errand, ErrandFile, Works } from '../errands/errand.js';
import type { ErrandsService } from '../errands/errands.service.js';
import type { Actor } from '../policies/actor.js';
import { languages, type Language } from '../shared/language.js';
import { reportHref } from './report-links.js';
import type { CompiledReport } from './report.js';
import type { AskedFor, ReportsService } from './reports.service.js';
import { codeOf } from './term.js';
import { printTerm } from './term-words.js';

type Deps = {
  inTransaction: InTransaction;
  /** The paper of a report as it stands now, drawn, and the report that it prints. */
  draw: (actor: Actor, unit: string, term: string, language: Language) => Promise<Drawn>;
  saveFile: (actor: Actor, name: string, type: string, bytes: Buffer) => Promise<ErrandFile>;
  keepFiles: (ids: string[], tx: Transaction) => Promise<number>;
};
type Drawn = { bytes: Buffer; report: CompiledReport };

const STEPS = 2;

/** Does what `askForPaper` has asked for. */
export const reportWorks = (deps: Deps): Pick<Works, 'paper'> => ({
  async paper({ by, input }, hand) {
    const { unit, term } = input;
    const language = languages.find((word) => word === input['language']) ?? 'vi';
    await hand.tell(`drawing_${language}`, 0, STEPS);
    const { bytes, report } = await deps.draw(by, String(unit), String(term), language);
    await hand.tell('keeping', 1, STEPS);
    const name = `${report.unit.code}-${codeOf(report.term)}-${language}.pdf`;
    const { id, type, size } = await deps.saveFile(by, name, 'application/pdf', bytes);
    await deps.inTransaction(async (tx) => {
      await deps.keepFiles([id], tx);
      await hand.end(tx, { id, name, type, size });
    });
  },
});

/** Asks for the paper of a report that is too long to be waited for. */
export async function askForPaper(
  { reports, errands }: { reports: Pick<ReportsService, 'report'>; errands: Pick<ErrandsService, 'ask'> },
  actor: Actor,
  asked: AskedFor,
  language: Language,
): Promise<Errand> {
  const { unit, cluster, term } = await reports.report(actor, ...asked);
  return errands.ask(actor, {
    kind: 'paper',
    subject: `${actor.personId} ${unit.code} ${codeOf(term)} ${language}`,
    input: { unit: unit.code, term: codeOf(term), language },
    href: reportHref(unit.code, term),
    values: {
      unit: (cluster ?? unit).name.vi,
      unitEnglish: (cluster ?? unit).name.en,
      term: printTerm(term, 'vi'),
      termEnglish: printTerm(term, 'en'),
    },
  });
}
