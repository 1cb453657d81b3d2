import { printDay } from '../shared/dates.js';
import { inLanguage } from '../shared/language.js';
import type { OpenVisit } from '../web/handle.js';
import type { Page } from '../web/visit.js';
import { printTerm } from '../reports/term-words.js';
import type { FilingIssueService } from './filing-issue.service.js';

type Proof = NonNullable<Awaited<ReturnType<FilingIssueService['proof']>>>;

/** What is said of a genuine paper: the head of it, and the fingerprints by which the file itself is recognised. */
function factsOf({ unit, cluster, term, issued, corrected }: Proof, { language, t }: OpenVisit) {
  if (issued === undefined) return [];
  const row = (name: string, text: string) => ({ label: t(`proof:${name}`), text });
  return [
    row('number', issued.number),
    row('on', printDay(issued.on, language)),
    row('authority', inLanguage(unit.name, language)),
    ...(cluster === undefined ? [] : [row('cluster', inLanguage(cluster.name, language))]),
    row('term', printTerm(term, language)),
    ...corrected.flatMap((later) =>
      later.issued === undefined
        ? []
        : [
            row(
              'correctedBy',
              t('proof:correctedByText', {
                number: later.issued.number,
                on: printDay(later.issued.on, language),
                term: printTerm(later.term, language),
              }),
            ),
          ],
    ),
    row('hashVi', issued.papers.vi.sha256),
    row('hashEn', issued.papers.en.sha256),
  ];
}

const tones = { genuine: 'good', corrected: 'amber', unknown: 'alarm' } as const;

/** Figures that a later report has corrected are still those of this paper, but nobody should go by them. */
function wordOf(proof: Proof | undefined): keyof typeof tones {
  if (proof === undefined) return 'unknown';
  return proof.corrected.some(({ issued }) => issued !== undefined) ? 'corrected' : 'genuine';
}

/** The page for whoever holds a paper: genuine, corrected since or unknown, and the form to ask about another. */
export function presentProof(code: string, proof: Proof | undefined, visit: OpenVisit): Page {
  const { t } = visit;
  const asked = code !== '';
  const genuine = proof !== undefined;
  const word = wordOf(proof);
  const notice = {
    tone: tones[word],
    role: 'status',
    title: t(`proof:${word}`),
    text: t(`proof:${word}Text`),
  };
  return {
    layout: 'plain',
    title: t('proof:title'),
    code,
    notice: asked ? notice : null,
    facts: genuine ? factsOf(proof, visit) : [],
    how: genuine ? t('proof:how') : '',
  };
}
