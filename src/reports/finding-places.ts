import { byPlace, sectionCodeOf, type ChecklistSection } from '../checklists/checklist.js';
import type { Tongue } from '../paper/letterhead.js';
import { inLanguage } from '../shared/language.js';
import type { FindingTally } from './finding-figures.js';
import { inAll, sumUp, type Spread } from './scope.js';

export type Section = Pick<ChecklistSection, 'code' | 'title'>;

/** Stands for the section of what was found beside the checklist. Codes of sections are capitals. */
export const BESIDE = 'none';

export const sectionOfItem = (item: string): string => (item === '' ? BESIDE : sectionCodeOf(item));

/** As it is printed: A. Discipline and working hours. */
export const printSection = (
  { code, title }: Pick<SectionLine, 'code' | 'title'>,
  { language, t }: Tongue,
): string =>
  code === BESIDE
    ? t('reports:besideChecklist')
    : title === undefined
      ? t('reports:formerSection', { code })
      : `${code}. ${inLanguage(title, language)}`;

/** `title` is undefined for what was found beside the checklist, and for a section that has left it. */
export type SectionLine = { code: string; title: Section['title'] | undefined; counts: Spread };
export type PostLine = { post: string; counts: Spread };

/** Tallies that are alike in one thing, in the order in which they are met. */
function grouped(tallies: readonly FindingTally[], of: (tally: FindingTally) => string) {
  const groups = new Map<string, FindingTally[]>();
  for (const tally of tallies) {
    const word = of(tally);
    const same = groups.get(word);
    if (same === undefined) groups.set(word, [tally]);
    else same.push(tally);
  }
  return [...groups];
}

/** Sections of the checklist that something was found in, in their order; what was found beside it comes last. */
export const bySection = (tallies: readonly FindingTally[], sections: readonly Section[]): SectionLine[] =>
  grouped(tallies, ({ section }) => section)
    .map(([code, same]) => ({
      code,
      title: sections.find((section) => section.code === code)?.title,
      counts: sumUp(same),
    }))
    .sort((a, b) => Number(a.code === BESIDE) - Number(b.code === BESIDE) || byPlace(a, b));

/** Posts by how many findings they are to put right, the most first. Whoever is not stated is none. */
export const byPost = (tallies: readonly FindingTally[]): PostLine[] =>
  grouped(
    tallies.filter(({ post }) => post !== ''),
    ({ post }) => post,
  )
    .map(([post, same]) => ({ post, counts: sumUp(same) }))
    .sort((a, b) => inAll(b) - inAll(a) || a.post.localeCompare(b.post, 'vi'));
