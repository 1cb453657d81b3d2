import type { Readable } from 'node:stream';
import { walkHref, writingOf, type Filing } from '../filings/filing.js';
import { reportFile } from '../reports/report-files.js';
import { reportTypes, type ReportFormat } from '../reports/report-formats.js';
import type { Services } from '../services.js';
import { NotFound } from '../shared/errors.js';
import { oneOf } from '../shared/filter.js';
import { languages, type Language, type Translate } from '../shared/language.js';
import type { OpenVisit } from '../web/handle.js';
import { connectionLimit, TooMany } from '../web/limits.js';
import { idOf, type Answer } from '../web/visit.js';
import { tokenIn, type Connection } from './connection.js';
import { reportsData } from './report-data.presenter.js';

const json = (body: object, status = 200, headers: Record<string, string> = {}): Answer => ({
  kind: 'file',
  body: Buffer.from(`${JSON.stringify(body, null, 1)}\n`),
  headers: { 'Content-Type': 'application/json; charset=utf-8', ...KEPT_BY_NOBODY, ...headers },
  status,
});

const KEPT_BY_NOBODY = { 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex, nofollow' };

type Read = (connection: Connection, visit: OpenVisit) => Promise<Answer>;

/** Issued reports for other systems. No session is asked, none is begun: the token of the request opens them. */
export function reportDataPages(
  { connections, filingIssue }: Services,
  translate: (language: Language) => Translate,
  home: string,
) {
  const limit = connectionLimit();

  /** Lets a system in by its token. What is refused is said in JSON, for a program reads it. */
  const known =
    (read: Read) =>
    async (visit: OpenVisit): Promise<Answer> => {
      const token = tokenIn(visit.authorization ?? '');
      const connection = token === undefined ? undefined : await connections.open(token);
      if (connection === undefined)
        return json({ error: 'unauthorized' }, 401, { 'WWW-Authenticate': 'Bearer realm="ky-cuong"' });
      try {
        await limit(connection.id);
        return await read(connection, visit);
      } catch (error) {
        if (error instanceof NotFound) return json({ error: 'not found' }, 404);
        if (!(error instanceof TooMany)) throw error;
        return json({ error: 'too many requests' }, 429, { 'Retry-After': String(error.seconds) });
      }
    };

  const languageOf = ({ query, language }: OpenVisit): Language =>
    oneOf(languages, query['lang']) ?? language;

  const filed = (filing: Filing, extension: string, type: string, body: Buffer | Readable): Answer => ({
    kind: 'file',
    body,
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${filing.unit.code}-${filing.code}.${extension}"`,
      ...KEPT_BY_NOBODY,
    },
  });

  const list = known(async ({ unit, extent = 'unit' }) =>
    json(reportsData(await filingIssue.issuedBy(unit.id, extent), home)),
  );

  const paper = known(async ({ unit, extent = 'unit' }, visit) => {
    const filing = await filingIssue.issuedOne(unit.id, extent, idOf(visit));
    const bytes = await filingIssue.issuedPaper(filing, languageOf(visit));
    return filed(filing, 'pdf', 'application/pdf', bytes);
  });

  /** The figures as they were frozen, in words of the language that is asked for. */
  const figures = (format: ReportFormat) =>
    known(async ({ unit, extent = 'unit', name }, visit) => {
      const filing = await filingIssue.issuedOne(unit.id, extent, idOf(visit));
      const report = await filingIssue.issuedReport(filing);
      const language = languageOf(visit);
      const telling = {
        report,
        language,
        t: translate(language),
        writing: writingOf(filing),
        lists: ({ key }: { key: string }) => `${home}${walkHref(filing.id, key)}`,
      };
      const body = reportFile(telling, format, { by: name, at: visit.now }, visit.query['list']);
      return filed(filing, format, reportTypes[format], body);
    });

  return { list, paper, figures };
}
