import { kindRules, type CaseDocument } from '../documents/document.js';
import type { Event } from '../history/event.js';
import { findingNumber, type Finding } from '../findings/finding.js';
import { isDisclosed, isSealed, type Inspection } from '../inspections/inspection.js';
import type { Plan } from '../plans/plan.js';
import { isAtOnce } from '../findings/at-once.js';
import { leadsUnit, type Actor, type PostName } from '../policies/actor.js';
import { keysOf, officersOf, type ReaderKey } from '../policies/visibility.js';

/** Whom a notice is for: whoever the key opens a case to, or whoever holds a post in a unit when it is read. */
export type Address = ReaderKey | `post:${PostName}:${string}`;

/** The addresses at which somebody is reached, acting in a post. */
export const inboxOf = (actor: Actor): Address[] => [
  ...keysOf(actor),
  `post:${actor.post.role}:${actor.post.unitId}`,
  ...(leadsUnit(actor.post) ? [`post:head:${actor.post.unitId}` as const] : []),
];

/** A line in somebody's inbox. `key` is a wording `notices:KEY`; `values` are its names and numbers. */
export type Notice = {
  id: string;
  to: Address;
  key: string;
  values: Record<string, string>;
  href: string;
  at: Date;
  readBy: string[];
};
/** `sealed`: it tells of a visit that is known only to those named on it, and so never leaves the product. */
export type NewNotice = Omit<Notice, 'id' | 'readBy'> & { sealed?: boolean };

type Recipient<T> = (subject: T) => ReaderKey[];

const team: Recipient<Inspection> = ({ team: members }) =>
  members.map((member): ReaderKey => `person:${member.personId}`);
const preparer: Recipient<Inspection> = (inspection) => [`person:${inspection.preparer.personId}`];
const approver: Recipient<Inspection> = (inspection) => [`person:${inspection.approver.personId}`];
/** The unit is told only what it may see: a surprise visit is not announced by its approval. */
const unit: Recipient<Inspection> = (inspection) => (isDisclosed(inspection) ? officersOf(inspection) : []);

/** The unit learns of a conclusion when it is delivered. */
const told: Recipient<Inspection> = (inspection) =>
  inspection.deliveredOn === undefined ? [] : unit(inspection);

const whileOpen =
  (recipient: Recipient<Inspection>): Recipient<Inspection> =>
  (inspection) =>
    ['closed', 'cancelled'].includes(inspection.state) ? [] : recipient(inspection);

/** Who is told of what happens to a case. */
const inspectionNotices: Record<string, Recipient<Inspection>[]> = {
  prepared: [approver],
  refused: [preparer],
  approved: [preparer, team, unit],
  opened: [approver, unit],
  draft_sent: [team, unit],
  concluded: [team, told],
  conclusion_delivered: [team, unit],
  conclusion_redated: [team, unit],
  published: [team, approver],
  closed: [team, approver, unit],
  cancelled: [preparer, team, approver, unit],
  taken_over: [preparer, team, approver, unit].map(whileOpen),
};
/** What must be put right at once the unit is told at once. */
const toldOnSpot = (finding: Finding): ReaderKey[] => (isAtOnce(finding) ? officersOf(finding) : []);

/** Who is to judge a remedy: whoever was asked to, else the team. */
const verifiers: Recipient<Finding> = ({ verifier, teamIds }) =>
  (verifier === undefined ? teamIds : [verifier.personId]).map((id): ReaderKey => `person:${id}`);

const findingNotices: Record<string, Recipient<Finding>[]> = {
  recorded: [toldOnSpot],
  at_once_redated: [toldOnSpot],
  withdrawn: [toldOnSpot],
  objected: [(finding) => [`person:${finding.approverId}`]],
  upheld: [officersOf],
  amended: [officersOf],
  dropped: [officersOf],
  remediation_drafted: [officersOf],
  draft_given_back: [officersOf],
  failure_declined: [officersOf],
  // In a visit that goes on the unit learns of it with the draft, as of every finding.
  failure_recorded: [(finding) => (finding.toldOn === undefined ? [] : officersOf(finding))],
  visit_ordered: [officersOf],
  reported: [verifiers],
  extension_asked: [(finding) => [`person:${finding.approverId}`]],
  extension_granted: [officersOf],
  extension_refused: [officersOf],
  accepted: [officersOf],
  returned: [officersOf],
  confirmed: [officersOf],
  reopened: [officersOf],
};

const planNotices: Record<string, Recipient<Plan>[]> = {
  submitted: [(plan) => [`person:${plan.approver.personId}`]],
  approved: [(plan) => [`person:${plan.preparer.personId}`]],
  refused: [(plan) => [`person:${plan.preparer.personId}`]],
};

function address<T>(recipients: Recipient<T>[] | undefined, subject: T, event: Event): ReaderKey[] {
  const keys = new Set((recipients ?? []).flatMap((recipient) => recipient(subject)));
  keys.delete(`person:${event.by.personId}`);
  return [...keys];
}

export const noticesOfInspection = (inspection: Inspection, event: Event): NewNotice[] =>
  address(inspectionNotices[event.action], inspection, event).map((to) => ({
    to,
    key: `inspection.${event.action}`,
    values: {
      unit: inspection.unit.name.vi,
      unitEnglish: inspection.unit.name.en,
      number: inspection.number ?? '',
      by: event.by.name,
      heir: inspection.heirs?.unit?.name.vi ?? '',
      heirEnglish: inspection.heirs?.unit?.name.en ?? '',
    },
    href: `/inspections/${inspection.id}`,
    at: event.at,
    sealed: isSealed(inspection),
  }));

export const noticesOfFinding = (finding: Finding, event: Event): NewNotice[] =>
  address(findingNotices[event.action], finding, event).map((to) => ({
    to,
    key: `finding.${event.action}`,
    values: {
      unit: finding.unit.name.vi,
      unitEnglish: finding.unit.name.en,
      number: findingNumber(finding),
      by: event.by.name,
      dueOn: finding.dueOn,
    },
    href: `/findings/${finding.id}`,
    at: event.at,
  }));

/** Who is told of a document: the unit that it was delivered to; whoever drew it up that the unit has it. */
export function noticesOfDocument(
  document: CaseDocument,
  event: Event,
  { number = '', heirs }: Pick<Inspection, 'number' | 'heirs'>,
): NewNotice[] {
  const unitNow = officersOf({ unit: document.unit, ...(heirs === undefined ? {} : { heirs }) });
  const recipients: Record<string, ReaderKey[]> = {
    // Of a draft or a conclusion the case tells, with what follows from it.
    delivered: kindRules[document.kind].starts === undefined ? unitNow : [],
    acknowledged: [`person:${document.drawnUpBy.personId}`],
    annulled: document.delivery === undefined ? [] : unitNow,
  };
  return (recipients[event.action] ?? []).map((to) => ({
    to,
    key: `document.${event.action}`,
    values: {
      unit: document.unit.name.vi,
      unitEnglish: document.unit.name.en,
      number,
      kindKey: `documents:kind.${document.kind}`,
    },
    href: `/documents/${document.id}`,
    at: event.at,
  }));
}

/** The team is told of what the unit has sent before the visit. */
export const noticesOfUnitReport = (inspection: Inspection, event: Event): NewNotice[] =>
  address([team, preparer], inspection, event).map((to) => ({
    to,
    key: 'inspection.reported',
    values: {
      unit: inspection.unit.name.vi,
      unitEnglish: inspection.unit.name.en,
      number: inspection.number ?? '',
      by: event.by.name,
    },
    href: `/inspections/${inspection.id}#announcement`,
    at: event.at,
    sealed: isSealed(inspection),
  }));

export const noticesOfPlan = (plan: Plan, event: Event): NewNotice[] =>
  address(planNotices[event.action], plan, event).map((to) => ({
    to,
    key: `plan.${event.action}`,
    values: { year: String(plan.year), by: event.by.name },
    href: `/plans/${plan.id}`,
    at: event.at,
  }));
