import { printDay, type Day } from '../shared/dates.js';
import type { Unit } from '../units/unit.js';
import {
  BLANK,
  addresseeOf,
  issuerOf,
  officialDay,
  placeAndDate,
  type Issuer,
  type Office,
  type Tongue,
} from '../paper/letterhead.js';
import type { Paper } from '../paper/paper.js';
import { presentAnnexes, type Pictures } from './report-annex.presenter.js';
import { presentBody } from './report-body.presenter.js';
import type { CompiledReport } from './report.js';
import type { Lists } from './tables/figure-table.js';
import type { Writing } from './writing.js';
import { printTerm } from './term-words.js';

/** Of a report on file: what people have written, and the number and day that the clerk has given it. */
export type OnFile = {
  writing?: Writing;
  given?: { number: string; on: Day };
  /** Where anybody may ask whether the paper is genuine, and where the record stood when it was printed. */
  proof?: { address: string; code: string; head: { seq: number; hash: string } };
} & Pick<Pictures, 'photos'>;

export type PaperInput = {
  report: CompiledReport;
  parent: Unit | undefined;
  office: Office;
  madeAt: Date;
  /** The day of `madeAt` in Hanoi. */
  today: Day;
  lists?: Lists;
} & Pictures &
  OnFile;

const numberOf = ({ given }: PaperInput, issuer: Issuer, { t }: Tongue): string =>
  given === undefined
    ? t('reports:paper.number', { blank: BLANK, code: issuer.code })
    : t('reports:paper.numbered', { number: given.number });

function markOf({ report }: PaperInput, { language, t }: Tongue): string | null {
  const marks = [
    ...(report.provisional
      ? [t('reports:paper.draft', { day: printDay(report.asOf, language).toUpperCase() })]
      : []),
    ...(language === 'en' ? [t('paper:readingCopy')] : []),
  ];
  return marks.length === 0 ? null : marks.join('\n');
}

/** What stands beside the square code: where to ask, and the head of the journal, by which later changes show. */
function proofOf({ proof }: PaperInput, { t }: Tongue): Pick<Paper, 'proof'> {
  if (proof === undefined) return {};
  const { address, code, head } = proof;
  const lines = [
    t('proof:paper.code', { code }),
    t('proof:paper.address', { address }),
    t('proof:paper.journal', { seq: head.seq, hash: head.hash }),
  ];
  return { proof: { address, alt: t('proof:paper.alt', { address }), lines } };
}

/** Everything that the paper of a report prints, in the order of Decree 30/2020. Pure; the drawing is paper.pdf.ts. */
export function presentReportPaper(input: PaperInput, tongue: Tongue): Paper {
  const { report, parent, office, madeAt, writing, given, lists } = input;
  const today = given?.on ?? input.today;
  const { language, t } = tongue;
  const issuer = issuerOf(report.unit, office, tongue, today);
  const number = numberOf(input, issuer, tongue);
  const about = t('reports:paper.about', {
    // A number stays on the line of its word: tháng 10/2026.
    term: printTerm(report.term, language).replace(/ (?=\d)/g, '\u00a0'),
    number: office.directive.number,
  });
  const day = officialDay(today, tongue);
  const telling = { report, ...tongue, ...(lists === undefined ? {} : { lists }) };
  return {
    language,
    title: `${t('reports:paper.typeName')}: ${about}`,
    author: [...issuer.superior, ...issuer.issuer].join(' - '),
    madeAt,
    mark: markOf(input, tongue),
    head: {
      superior: issuer.superior,
      issuer: issuer.issuer,
      country: t('paper:country'),
      motto: t('paper:motto'),
      number,
      placeAndDate: placeAndDate(issuer.place, today, tongue),
    },
    type: t('reports:paper.type'),
    about,
    addressed: {
      label: t('paper:addressed'),
      to: [addresseeOf(report.unit, parent, office, tongue)],
    },
    blocks: presentBody({ ...telling, ...(writing === undefined ? {} : { writing }) }, office),
    closing: {
      recipientsLabel: t('paper:recipients'),
      recipients: t('reports:paper.recipientList').split('\n'),
      authority: issuer.authority,
      name: issuer.signer,
    },
    annexes: presentAnnexes(
      telling,
      given === undefined
        ? t('reports:paper.attached', { blank: BLANK, code: issuer.code, day })
        : t('reports:paper.attachedNumbered', { number: given.number, day }),
      input,
    ),
    ...proofOf(input, tongue),
  };
}
