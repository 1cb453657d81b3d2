import { printDay, printMonth } from '../shared/dates.js';
import { inLanguage, printNumber } from '../shared/language.js';
import { nameInText, officialDay, type Office } from '../paper/letterhead.js';
import type { Block } from '../paper/paper.js';
import { isEmpty } from './report.js';
import { coverageTable } from './tables/coverage-table.js';
import type { FigureTableView, Telling } from './tables/figure-table.js';
import { findingTable } from './tables/finding-table.js';
import { inspectionTable } from './tables/inspection-table.js';
import { paperTable } from './tables/paper-table.js';
import { printBalance, remediationTable } from './tables/remediation-table.js';

/** In Vietnamese papers the numbers from one to nine are written with a nought before them. */
const counted = (value: number, { language }: Telling): string => {
  const text = printNumber(value, language);
  return language === 'vi' && value > 0 && value < 10 ? `0${text}` : text;
};

const heading = (text: string): Block => ({ kind: 'heading', text });
const subheading = (text: string): Block => ({ kind: 'subheading', text });
const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
const tableBlocks = (view: FigureTableView | null): Block[] => (view === null ? [] : [paperTable(view)]);

function introduction(telling: Telling, office: Office): Block {
  const { report, language, t } = telling;
  const { directive } = office;
  const { from, to, since } = report.period;
  return paragraph(
    t('reports:paper.introduction', {
      number: directive.number,
      day: officialDay(directive.on, telling),
      body: inLanguage(directive.body, language),
      title: inLanguage(directive.title, language),
      unit: nameInText(report.unit, language),
      month: printMonth(report.month, language),
      from: printDay(from, language),
      to: printDay(report.provisional ? report.asOf : to, language),
      since: printDay(since, language),
    }),
  );
}

function inspectionBlocks(telling: Telling): Block[] {
  const { report, t } = telling;
  const coverage = coverageTable(telling);
  const sentences = report.scopes.map((scope) => {
    const { month, year } = report.inspections.total[scope];
    return paragraph(
      t(`reports:paper.inspections.${scope}`, {
        month: counted(month, telling),
        year: counted(year, telling),
      }),
    );
  });
  return [
    heading(t('reports:paper.heading.inspections')),
    ...(coverage === null ? [] : [subheading(t('reports:paper.heading.visits'))]),
    ...sentences,
    ...tableBlocks(inspectionTable(telling)),
    ...(coverage === null ? [] : [subheading(t('reports:paper.heading.coverage'))]),
    ...(coverage === null ? [] : [paragraph(t('reports:paper.coverage'))]),
    ...tableBlocks(coverage),
  ];
}

function findingBlocks(telling: Telling): Block[] {
  const { report, t } = telling;
  const { total } = report.findings;
  const none = report.scopes.every((scope) => total[scope].year === 0);
  if (none) return [heading(t('reports:paper.heading.findings')), paragraph(t('reports:noFindings'))];
  const sentences = report.scopes.map((scope) =>
    paragraph(
      t(`reports:paper.findings.${scope}`, {
        month: counted(total[scope].month, telling),
        year: counted(total[scope].year, telling),
      }),
    ),
  );
  const provisional = report.findings.bySign.some(({ sign }) => sign.provisional);
  return [
    heading(t('reports:paper.heading.findings')),
    ...sentences,
    ...tableBlocks(findingTable(telling)),
    ...(provisional ? [{ kind: 'note' as const, text: t('reports:paper.provisionalSigns') }] : []),
  ];
}

function remediationBlocks(telling: Telling): Block[] {
  const { report, t } = telling;
  const busy = report.scopes.filter((scope) => {
    const { opening, fresh, due } = report.remediation[scope];
    return opening + fresh + due.total > 0;
  });
  const head = heading(t('reports:paper.heading.remediation'));
  if (busy.length === 0) return [head, paragraph(t('reports:noRemediation'))];
  const sentences = busy.map((scope) =>
    paragraph(
      t(`reports:paper.remediation.${scope}`, { balance: printBalance(report.remediation[scope], telling) }),
    ),
  );
  return [head, ...sentences, ...tableBlocks(remediationTable(telling))];
}

/** What the report says: introduction, inspections, findings, remediation, and the words at its end. */
export function presentBody(telling: Telling, office: Office): Block[] {
  const { report } = telling;
  const unit = nameInText(report.unit, telling.language);
  const end = paragraph(telling.t('reports:paper.end', { unit }));
  if (isEmpty(report))
    return [introduction(telling, office), paragraph(telling.t('reports:paper.nothing')), end];
  return [
    introduction(telling, office),
    ...inspectionBlocks(telling),
    ...findingBlocks(telling),
    ...remediationBlocks(telling),
    end,
  ];
}
