import type { InTransaction } from '../database/connect.js';
import { subjectOfFiling, type Filing } from '../filings/filing.js';
import { authorOf, type Actor } from '../policies/actor.js';
import { assertAllowed } from '../policies/policy.js';
import type { CompiledReport } from '../reports/report.js';
import type { Writing } from '../reports/writing.js';
import type { Clock } from '../shared/clock.js';
import { Forbidden, NotFound, Stale, refuse } from '../shared/errors.js';
import { isId, newId } from '../shared/ids.js';
import type { Keep } from '../shared/kept.js';
import type { Key } from '../shared/paging.js';
import { sha256Of } from '../shared/sha256.js';
import type { DisclosureInput, TakingDownInput } from './disclosure.form.js';
import {
  openCorrections,
  openReport,
  openTexts,
  type Breadth,
  type Disclosure,
  type OpenText,
} from './disclosure.js';
import type { DisclosuresRepository } from './disclosures.repository.js';

export type DisclosuresDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: DisclosuresRepository;
  /** A report on file within the actor's reach. */
  loadFiling: (actor: Actor, id: string) => Promise<Filing>;
  issuedFiling: (id: string) => Promise<Filing | undefined>;
  issuedReport: (filing: Filing) => Promise<CompiledReport>;
  /** The names of everybody who has an account. */
  names: () => Promise<string[]>;
  kept: Keep;
};

/** What there is to make public: the report on file, and its texts without personal data. */
export type Open = { filing: Filing; texts: OpenText[]; disclosure: Disclosure | undefined };
/** What everybody reads. */
export type Shown = { report: CompiledReport; writing: Writing };

const digestOf = (breadth: Breadth, texts: readonly OpenText[]): string =>
  sha256Of(JSON.stringify([breadth, texts.map(({ name, text }) => [name, text])]));

/** Issued reports that everybody may read, and how they come to be so. */
export function disclosuresService(deps: DisclosuresDeps) {
  const { clock, repository, inTransaction } = deps;

  /** Those of issued reports never change, and reading one takes a while: it has all rows with it. */
  const reportOf = (filing: Filing): Promise<CompiledReport> =>
    deps.kept(`open report ${filing.id}`, async () => openReport(await deps.issuedReport(filing)));

  const writingOf = (filing: Filing, breadth: Breadth, texts: Writing['texts']): Writing => ({
    texts: breadth === 'whole' ? texts : {},
    left: filing.left,
    corrections: openCorrections(filing.corrections),
  });

  async function load(actor: Actor, id: string): Promise<Open> {
    const filing = await deps.loadFiling(actor, id);
    assertAllowed(actor, 'disclosure.decide', subjectOfFiling(filing));
    if (filing.issued === undefined) throw new Forbidden(`filing ${id} is ${filing.state}`);
    const [disclosure, names] = await Promise.all([repository.ofFiling(id), deps.names()]);
    return { filing, disclosure, texts: openTexts(filing, names) };
  }

  const chosen = ({ texts }: Open, input: DisclosureInput): OpenText[] =>
    texts.filter(({ name }) => input.texts.includes(name));
  const asTexts = (texts: readonly OpenText[]): Writing['texts'] =>
    Object.fromEntries(texts.map(({ name, text }) => [name, text]));

  return {
    load,

    /** How it would look to everybody; `digest` stands for exactly that. */
    async preview(open: Open, input: DisclosureInput): Promise<Shown & { digest: string; taken: number }> {
      const texts = chosen(open, input);
      return {
        report: await reportOf(open.filing),
        writing: writingOf(open.filing, input.breadth, asTexts(texts)),
        digest: digestOf(input.breadth, texts),
        taken: texts.reduce((sum, { taken }) => sum + taken, 0),
      };
    },

    /** Makes public what was shown before, and nothing else. */
    async disclose(actor: Actor, id: string, input: DisclosureInput): Promise<void> {
      const open = await load(actor, id);
      const texts = chosen(open, input);
      if (input.shown !== digestOf(input.breadth, texts)) refuse('main', 'disclosures:errors.notShown');
      const { unit, cluster, term, code, issued } = open.filing;
      const about = cluster === undefined ? { unit } : { unit, cluster };
      if (issued === undefined) throw new NotFound(`issue of filing ${id}`);
      const [by, at] = [authorOf(actor), clock.now()];
      const { number, on: issuedOn } = issued;
      const said = { breadth: input.breadth, texts: asTexts(texts), by, at, open: true };
      await inTransaction(async (tx) => {
        const before = await repository.ofFiling(id, tx);
        if ((before?.version ?? 0) !== input.version || before?.open === true)
          throw new Stale(`disclosure ${id}`);
        const act = { at, by, action: 'disclosed' };
        if (before === undefined)
          return repository.create(
            { id: newId(), filingId: id, ...about, term, code, number, issuedOn, ...said },
            act,
            tx,
          );
        const { takenDown: _earlier, ...facts } = before;
        return repository.change(before, { ...facts, ...said }, act, tx);
      });
    },

    /** From then on nobody reads it without signing in; that it was public, and why it no longer is, stays. */
    async takeDown(actor: Actor, id: string, { version, reason }: TakingDownInput): Promise<void> {
      await load(actor, id);
      const [by, at] = [authorOf(actor), clock.now()];
      await inTransaction(async (tx) => {
        const before = await repository.ofFiling(id, tx);
        if (before === undefined) throw new NotFound(`disclosure ${id}`);
        if (before.version !== version || !before.open) throw new Stale(`disclosure ${id}`);
        const act = { at, by, action: 'taken_down', reason };
        await repository.change(before, { ...before, open: false, takenDown: { by, at, reason } }, act, tx);
      });
    },

    /** Of a report on file that the reader sees already: whether everybody may read it. */
    of: (filingId: string): Promise<Disclosure | undefined> => repository.ofFiling(filingId),

    /** For everybody: what is public, the latest paper first. */
    list: (unitId: string | undefined, key: Key | undefined) => repository.list(unitId, key),

    /** For everybody; without its content once it was taken down. */
    async shown(id: string): Promise<{ disclosure: Disclosure; content: Shown | undefined }> {
      const disclosure = isId(id) ? await repository.ofFiling(id) : undefined;
      const filing = disclosure === undefined ? undefined : await deps.issuedFiling(id);
      if (disclosure === undefined || filing === undefined) throw new NotFound(`disclosure ${id}`);
      if (!disclosure.open) return { disclosure, content: undefined };
      const writing = writingOf(filing, disclosure.breadth, disclosure.texts);
      return { disclosure, content: { report: await reportOf(filing), writing } };
    },
  };
}
export type DisclosuresService = ReturnType<typeof disclosuresService>;
