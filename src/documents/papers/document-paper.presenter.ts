import {
  BLANK,
  issuerOf,
  placeAndBlank,
  placeAndDate,
  bodyOf,
  teamIssuer,
  type Issuer,
  type Tongue,
} from '../../paper/letterhead.js';
import type { Block, Closing, Paper } from '../../paper/paper.js';
import { postOf } from '../../policies/actor.js';
import { printDay, type Day } from '../../shared/dates.js';
import type { Language } from '../../shared/language.js';
import { answeringNow, kindRules, type CaseDocument, type DocumentKind } from '../document.js';
import type { DocumentFacts } from '../document-facts.js';
import { decisionBody, noticeBody, outlineBody } from './before-visit.presenter.js';
import { conclusionBody, correctionBody, draftBody, teamReportBody } from './conclusion.presenter.js';
import { evidenceAnnex } from './evidence-annex.presenter.js';
import { minutesBody, minutesSignings, reinspectionBody } from './minutes.presenter.js';
import { valuesOf, type BodyInput } from './paper-words.js';
import { urgingBody } from './urging.presenter.js';

const bodies: Record<DocumentKind, (input: BodyInput) => Block[]> = {
  decision: decisionBody,
  notice: noticeBody,
  outline: outlineBody,
  minutes: minutesBody,
  team_report: teamReportBody,
  draft_conclusion: draftBody,
  conclusion: conclusionBody,
  correction: correctionBody,
  urging: urgingBody,
  reinspection: reinspectionBody,
};

/** Papers that name the files which they rest on. */
const WITH_EVIDENCE: readonly DocumentKind[] = ['minutes', 'team_report'];

/** `Số: 15/TB-ĐKT` as the clerk typed it; room for it until then. Nothing where a kind is never numbered. */
function numberLine({ kind, number }: CaseDocument, issuer: Issuer, { t }: Tongue): string {
  const { code } = kindRules[kind];
  if (code === undefined) return '';
  const blank = code === '' ? `${BLANK}/${issuer.code}` : `${BLANK}/${code}-${issuer.code}`;
  return t('documents:paper.number', { number: number ?? blank });
}

/** What is printed to be signed carries no mark: the number comes after the signature. */
function markOf({ kind, annulled }: CaseDocument, { language, t }: Tongue): string | null {
  const marks = [
    ...(annulled === undefined
      ? []
      : [t('documents:paper.annulled', { day: printDay(annulled.on, language) })]),
    ...(kind === 'draft_conclusion' ? [t('documents:paper.draft')] : []),
    ...(language === 'en' ? [t('paper:readingCopy')] : []),
  ];
  return marks.length === 0 ? null : marks.join('\n');
}

/** What only goes along with another document has neither day nor signature of its own. */
const isAttached = ({ kind }: CaseDocument): boolean => kind === 'outline';

/** Minutes say when and where in their text; everything else says it beside its number. */
function dateLine(document: CaseDocument, place: string, tongue: Tongue): string {
  const { code } = kindRules[document.kind];
  if (code === 'BB' || isAttached(document)) return '';
  return document.datedOn === undefined
    ? placeAndBlank(place, tongue)
    : placeAndDate(place, document.datedOn, tongue);
}

const UNSIGNED: Closing = { recipientsLabel: '', recipients: [], authority: [], name: '' };

function closingOf(input: BodyInput, issuer: Issuer): Closing {
  const { t } = input.tongue;
  if (isAttached(input.document)) return UNSIGNED;
  const signings = kindRules[input.document.kind].code === 'BB' ? minutesSignings(input) : undefined;
  return {
    ...(signings === undefined ? {} : { signings }),
    recipientsLabel: t('paper:recipients'),
    recipients: t(`documents:paper.recipients.${input.document.kind}`, valuesOf(input)).split('\n'),
    authority: issuer.authority,
    name: issuer.signer,
  };
}

/** The office whose head decides, above the grounds of a decision: GIÁM ĐỐC SỞ NỘI VỤ. */
const deciding = ({ authority, issuer }: Issuer, language: Language): string =>
  [authority.at(-1) ?? '', ...issuer].join(language === 'vi' ? ' ' : ', ').toUpperCase();

/** Only letters and reports to somebody above name whom they are for (box 9a). */
function addressedOf({ document, facts, tongue }: BodyInput, letter: boolean): Paper['addressed'] {
  const { language, t } = tongue;
  const { approver } = facts.inspection;
  const { unit } = answeringNow(document.kind, facts.inspection);
  if (!letter && document.kind !== 'team_report') return null;
  const to = letter ? bodyOf(unit, tongue) : postOf(approver, language);
  return { label: t('paper:addressed'), to: [to] };
}

/** In whose name the paper goes out on that day: of the office, or of the team that it sent. */
function issuingOf({ document, facts, tongue }: BodyInput, day: Day): Issuer {
  const { team } = facts.inspection;
  const { authority } = answeringNow(document.kind, facts.inspection);
  const office = issuerOf(authority, facts.office, tongue, day);
  const head = team.find(({ duty }) => duty === 'head')?.name ?? '';
  return kindRules[document.kind].ofTeam === true ? teamIssuer(office, head, tongue) : office;
}

/** Everything that the paper of a document prints, by Decree 30/2020. `facts`: frozen ones, else as they stand now. */
export function presentDocumentPaper(
  document: CaseDocument,
  facts: DocumentFacts,
  { today, madeAt }: { today: Day; madeAt: Date },
  tongue: Tongue,
): Paper {
  const { t, language } = tongue;
  const { kind } = document;
  const input = { document, facts, tongue };
  const values = valuesOf(input);
  const issuer = issuingOf(input, document.datedOn ?? today);
  const letter = kindRules[kind].code === '';
  const about = t(`documents:paper.about.${kind}`, values);
  const body = bodies[kind](input);
  return {
    language,
    title: `${t(`documents:kind.${kind}`)}: ${about}`,
    author: [...issuer.superior, ...issuer.issuer].join(' - '),
    madeAt,
    mark: markOf(document, tongue),
    head: {
      superior: issuer.superior,
      issuer: issuer.issuer,
      country: t('paper:country'),
      motto: t('paper:motto'),
      number: numberLine(document, issuer, tongue),
      ...(letter ? { subject: about } : {}),
      placeAndDate: dateLine(document, issuer.place, tongue),
    },
    type: letter ? '' : t(`documents:paper.type.${kind}`),
    about: letter ? '' : about,
    addressed: addressedOf(input, letter),
    blocks: kind === 'decision' ? [{ kind: 'centred', text: deciding(issuer, language) }, ...body] : body,
    closing: closingOf(input, issuer),
    annexes: WITH_EVIDENCE.includes(kind) ? evidenceAnnex(input) : [],
  };
}
