import type { Filing } from '../filings/filing.js';
import { languages } from '../shared/language.js';

/** Where other systems find the issued reports. */
export const REPORTS = '/api/reports';

/** The version of the shape below; it grows when a field changes its meaning or goes, not when one is added. */
const FORMAT = 1;

/** The issued reports of a unit for other systems. `home` is where they reach the product. */
export const reportsData = (filings: readonly Filing[], home: string) => ({
  format: FORMAT,
  reports: filings.flatMap(({ id, unit, code, from, to, issued }) => {
    if (issued === undefined) return [];
    const address = `${home}${REPORTS}/${id}`;
    const papers = languages.map((language) => [
      language,
      { address: `${address}.pdf?lang=${language}`, sha256: issued.papers[language].sha256 },
    ]);
    return [
      {
        id,
        number: issued.number,
        issuedOn: issued.on,
        unit: { code: unit.code, name: unit.name },
        term: code,
        from,
        to,
        pdf: Object.fromEntries(papers) as Record<string, { address: string; sha256: string }>,
        json: `${address}.json`,
        csv: `${address}.csv`,
        xlsx: `${address}.xlsx`,
        proof: `${home}/verify/${id}`,
      },
    ];
  }),
});
