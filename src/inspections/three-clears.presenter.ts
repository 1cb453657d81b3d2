import { inLanguage } from '../shared/language.js';
import type { ClearsColumn } from '../web/parts.js';
import type { CaseContext } from './case-context.js';
import { caseSteps, stepsDone } from './case-steps.presenter.js';
import type { Inspection } from './inspection.js';
import { printPeriod } from './inspection-words.js';

type Line = ClearsColumn['lines'][number];

/**
 * The City's "three clears" (ba rõ) at a glance: process, progress and quality; who has authority and who is
 * responsible; what was inspected, urged and handled.
 */
export function presentClears(inspection: Inspection, context: CaseContext): ClearsColumn[] {
  const { language, t, findings } = context;
  const line = (key: string, text: string, more: Partial<Line> = {}): Line => ({
    label: t(`inspections:clears.${key}`),
    text,
    href: null,
    lamp: null,
    ...more,
  });
  const { total } = inspection.findings;
  const closed = findings.filter((finding) => finding.state === 'closed').length;
  const serious = findings.filter((finding) => finding.severity === 'serious').length;
  const reports = findings.flatMap((finding) => finding.remediations);
  const returned = reports.filter(({ verification }) => verification?.outcome === 'returned').length;
  const head = inspection.team.find((member) => member.duty === 'head');
  const posts = [...new Set(findings.map((finding) => finding.responsiblePost))].filter(
    (post) => post !== '',
  );
  const period = printPeriod(inspection.plannedFrom, inspection.plannedTo, language);
  const steps = t('inspections:clears.progressText', {
    done: stepsDone(inspection),
    total: caseSteps.length,
  });
  const quality = t(
    reports.length === 0 ? 'inspections:clears.noReports' : 'inspections:clears.qualityText',
    { count: returned },
  );
  const inspected =
    total === 0
      ? line('inspected', t('inspections:clears.nothingFound'))
      : line('inspected', t('inspections:clears.inspectedText', { count: total, serious }), {
          href: '#findings',
        });
  const count = (key: string, number: number) =>
    number === 0 ? [] : [t(`inspections:clears.${key}`, { count: number })];
  const urged = [...count('urgedLetters', context.documents.urging), ...count('urgedText', returned)];
  const handled = total === 0 ? '–' : t('inspections:clears.handledText', { count: closed, total });
  const column = (key: string, lines: Line[]) => ({ title: t(`inspections:clears.${key}`), lines });
  return [
    column('process', [
      line('processLine', steps),
      line('progress', context.lamp === null ? period : '', { lamp: context.lamp }),
      line('quality', quality),
    ]),
    column('authority', [
      line('ordered', inLanguage(inspection.authority.name, language)),
      line('approvedBy', inspection.approver.name),
      line('headedBy', head?.name ?? '–'),
      line('responsible', posts.length === 0 ? inLanguage(inspection.unit.name, language) : posts.join('; ')),
    ]),
    column('follow', [
      inspected,
      line('urged', urged.join('; ') || t('inspections:clears.notUrged')),
      line('handled', handled),
    ]),
  ];
}
