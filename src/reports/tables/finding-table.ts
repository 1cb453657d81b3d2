import { inLanguage } from '../../shared/language.js';
import { printSection } from '../finding-places.js';
import { findingsBehind, findingsHref } from '../report-links.js';
import { partyOf } from '../subject.js';
import { countTable } from './count-table.js';
import type { FigureTableView, Telling } from './figure-table.js';

type Narrow = Parameters<typeof findingsBehind>[4];

/** Posts are written by hand: in a whole city there may be hundreds, most of them once. */
const POSTS_SHOWN = 15;

/** Findings in all, by severity, by sign in the order of the catalogue, by section of the checklist, by post. */
export function findingTable(telling: Telling): FigureTableView {
  const { report, language, t } = telling;
  const { findings, period } = report;
  const severities = findings.bySeverity.map(({ severity, counts }) => ({
    label: t(`findings:severity.${severity}`),
    counts,
    narrow: { severity },
  }));
  const signs = findings.bySign.map(({ sign, counts, word, version }) => ({
    label: `${sign.code}. ${inLanguage(sign.text, language)}`,
    counts,
    narrow: { sign: word ?? sign.code },
    note: [
      ...(version === undefined ? [] : [t('reports:signVersion', { version })]),
      ...(sign.provisional ? [t('reports:provisionalSign')] : []),
    ].join(', '),
  }));
  const choices = new Map(findings.bySign.map(({ word, choice }) => [word, choice]));
  const sections = findings.bySection.map((line) => ({
    label: printSection(line, telling),
    counts: line.counts,
    narrow: { section: line.code },
  }));
  const posts = findings.byPost.slice(0, POSTS_SHOWN).map(({ post, counts }) => ({
    label: post,
    counts,
    narrow: { post },
  }));
  return countTable<Narrow>(
    telling,
    'findings',
    [
      { head: '', lines: [{ label: t('reports:total'), counts: findings.total, narrow: {}, level: 0 }] },
      {
        head: t('reports:byRepetition'),
        lines: [{ label: t('reports:repeated'), counts: findings.repeated, narrow: { repeat: 'yes' } }],
      },
      { head: t('reports:bySeverity'), lines: severities },
      { head: t('reports:bySign'), lines: signs },
      { head: t('reports:bySection'), lines: sections },
      {
        head: t(posts.length < findings.byPost.length ? 'reports:byFirstPosts' : 'reports:byPost', {
          count: posts.length,
        }),
        lines: posts,
      },
    ],
    (scope, span, { sign, ...narrow } = {}) =>
      findingsHref(
        findingsBehind(scope, span, partyOf(report), period, {
          ...narrow,
          ...(sign === undefined ? {} : { sign: choices.get(sign) ?? sign }),
        }),
      ),
  );
}
