import { inLanguage, printNumber } from '../shared/language.js';
import { comparisonTable } from './tables/comparison-table.js';
import { coverageTable } from './tables/coverage-table.js';
import { spansOf, type FigureTableView, type Telling } from './tables/figure-table.js';
import { findingTable } from './tables/finding-table.js';
import { handlingTable } from './tables/handling-table.js';
import { inspectionTable } from './tables/inspection-table.js';
import { printBalance, remediationTable } from './tables/remediation-table.js';
import { planTable } from './tables/plan-table.js';
import { practiceTable } from './tables/practice-table.js';
import { rulingTable } from './tables/ruling-table.js';
import { isEmpty } from './empty-report.js';
import { isNothing, type Scope } from './scope.js';
import { textSections, correctionSection } from './report-texts.js';
import type { SectionName } from './writing.js';

/**
 * What a report says under one heading, the same on screen, on paper and in other files: sentences, tables whose every
 * figure has a key and opens its list, then notes. `none` is said where there is no figure to show.
 */
export type ContentSection = {
  id: SectionName;
  /** Without a numeral: whoever prints it numbers the sections that there are. */
  heading: string;
  sentences: string[];
  tables: FigureTableView[];
  notes: string[];
  none: string;
};

/** In Vietnamese papers the numbers from one to nine are written with a nought before them. */
const counted = (value: number, { language }: Telling): string => {
  const text = printNumber(value, language);
  return language === 'vi' && value > 0 && value < 10 ? `0${text}` : text;
};

type Counts = Record<Scope, { month: number; year: number }>;

/** A sentence for each scope; without the year where the term is the year. */
function tell(telling: Telling, name: 'inspections' | 'findings', total: Counts): string[] {
  const { report, t } = telling;
  const key = spansOf(report).length === 1 ? `${name}OfYear` : name;
  return report.scopes.map((scope) =>
    t(`reports:paper.${key}.${scope}`, {
      month: counted(total[scope].month, telling),
      year: counted(total[scope].year, telling),
    }),
  );
}

const section = (
  { t }: Telling,
  id: SectionName,
  more: Partial<Pick<ContentSection, 'sentences' | 'tables' | 'notes' | 'none'>>,
): ContentSection => ({
  id,
  heading: t(`reports:section.${id}`),
  sentences: [],
  tables: [],
  notes: [],
  none: '',
  ...more,
});

function inspections(telling: Telling): ContentSection {
  const { report, t } = telling;
  const { total } = report.inspections;
  const compared = [comparisonTable(telling)].filter((table) => table !== null);
  if (report.scopes.every((scope) => total[scope].year === 0))
    return section(telling, 'inspections', { none: t('reports:noInspections'), tables: compared });
  const sentences = tell(telling, 'inspections', total);
  return section(telling, 'inspections', { sentences, tables: [inspectionTable(telling), ...compared] });
}

/** Only who inspects has plans; for who is inspected there is nothing to say. */
function plan(telling: Telling): ContentSection[] {
  const { report, t } = telling;
  const table = planTable(telling);
  if (table !== null)
    return [section(telling, 'plan', { sentences: [t('reports:paper.plan')], tables: [table] })];
  const told = report.plan !== undefined && report.scopes.includes('own');
  return told ? [section(telling, 'plan', { none: t('reports:noPlan') })] : [];
}

function coverage(telling: Telling): ContentSection[] {
  const table = coverageTable(telling);
  if (table === null) return [];
  return [
    section(telling, 'coverage', { sentences: [telling.t('reports:paper.coverage')], tables: [table] }),
  ];
}

function findings(telling: Telling): ContentSection {
  const { report, t } = telling;
  const { total, bySign } = report.findings;
  if (report.scopes.every((scope) => total[scope].year === 0))
    return section(telling, 'findings', { none: t('reports:noFindings') });
  const provisional = bySign.some(({ sign }) => sign.provisional);
  return section(telling, 'findings', {
    sentences: [...tell(telling, 'findings', total), t('reports:countedByConclusion')],
    tables: [findingTable(telling)],
    notes: provisional ? [t('reports:paper.provisionalSigns')] : [],
  });
}

/** Whether the unit took the place of others: it may have to remedy what was found there. */
const isSuccessor = ({ unit, cluster, scopes }: Telling['report']): boolean =>
  cluster === undefined && unit.validFrom !== undefined && scopes.includes('received');

function remediation(telling: Telling): ContentSection {
  const { report, t } = telling;
  const busy = report.scopes.filter((scope) => {
    const { opening, fresh, due } = report.remediation[scope];
    return opening + fresh + due.total > 0;
  });
  if (busy.length === 0) return section(telling, 'remediation', { none: t('reports:noRemediation') });
  const sentences = busy.map((scope) =>
    t(`reports:paper.remediation.${scope}`, { balance: printBalance(report.remediation[scope], telling) }),
  );
  return section(telling, 'remediation', {
    sentences,
    tables: [remediationTable(telling)],
    notes: [
      ...(isSuccessor(report) ? [t('reports:formerUnits')] : []),
      ...(report.unconfirmedYears ?? []).map((year) => t('reports:unconfirmedYear', { year })),
    ],
  });
}

function rulings(telling: Telling): ContentSection {
  const { report, t } = telling;
  const none = report.rulings.every(({ counts }) => isNothing(counts));
  if (none) return section(telling, 'rulings', { none: t('reports:noRulings') });
  return section(telling, 'rulings', {
    sentences: [t('reports:paper.rulings')],
    tables: [rulingTable(telling)],
  });
}

function handlings(telling: Telling): ContentSection {
  const { report, t } = telling;
  if (report.handlings.length === 0) return section(telling, 'handlings', { none: t('reports:noHandlings') });
  return section(telling, 'handlings', {
    sentences: [t('reports:paper.handlings')],
    tables: [handlingTable(telling)],
  });
}

/** What the checklists call good practice stands below what somebody has written of it, under one heading. */
function texts(telling: Telling): ContentSection[] {
  const written = textSections(telling);
  const table = practiceTable(telling);
  if (table === null) return written;
  const own = written.find(({ id }) => id === 'good_practice');
  const sentences = [...(own?.sentences ?? []), telling.t('reports:paper.practices')];
  const practices = section(telling, 'good_practice', { sentences, tables: [table] });
  return [...written.filter((one) => one !== own), practices];
}

/** Everything that a report could say. Nothing where there is nothing to report, unless somebody has written something. */
function everySection(telling: Telling): ContentSection[] {
  const counted = isEmpty(telling.report)
    ? []
    : [
        inspections(telling),
        ...plan(telling),
        ...coverage(telling),
        findings(telling),
        remediation(telling),
        rulings(telling),
        handlings(telling),
      ];
  return [...counted, ...texts(telling), ...correctionSection(telling)];
}

/** What a report says, section by section, by its template; what its authors have left out is left out. */
export function presentContent(telling: Telling): ContentSection[] {
  const all = everySection(telling);
  const left = new Set<SectionName>(telling.writing?.left ?? []);
  return telling.report.template.sections
    .filter(({ name, on }) => on && !left.has(name))
    .flatMap(({ name, heading }) => {
      const own = inLanguage(heading, telling.language);
      return all
        .filter(({ id }) => id === name)
        .map((section) => (own === '' ? section : { ...section, heading: own }));
    });
}

/** Every figure that a report could tell, whatever its template shows: what is accepted, compared and corrected. */
export const everyFigure = (telling: Telling) => figuresOf(everySection(telling));

/** Every figure of a report with the words of its row, in the order of the report; one that is told twice is there once, where it is told first. */
export function figuresOf(sections: readonly ContentSection[]) {
  const all = sections.flatMap(({ id, tables }) =>
    tables.flatMap(({ rows }) =>
      rows.flatMap(({ label, figures }) =>
        figures.filter(({ key }) => key !== '').map((figure) => ({ section: id, label, ...figure })),
      ),
    ),
  );
  const once = new Map<string, (typeof all)[number]>();
  for (const figure of all) if (!once.has(figure.key)) once.set(figure.key, figure);
  return [...once.values()];
}
