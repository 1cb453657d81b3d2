import { printMoment } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import { inLanguage, type Language, type Translate } from '../shared/language.js';
import { SHORTEST } from '../people/password.js';
import type { FormState, Page } from '../web/visit.js';
import { stateOf, type Invitation, type InvitationState } from './invitation.js';

type Reader = { t: Translate; language: Language; now: Date };
const tones: Record<InvitationState, string> = {
  open: 'action',
  used: 'good',
  expired: 'plain',
  revoked: 'plain',
};

/** Invitations, the newest first, and the form of another. */
export function presentInvitations(
  list: readonly Invitation[],
  form: FormState,
  given: { units: string[]; unit: string; id: string },
  reader: Reader,
): Page {
  const { t, language, now } = reader;
  const field = fieldMaker(t, { unit: given.unit, ...form.values }, form.errors);
  return {
    title: t('invitations:title'),
    errors: errorSummary(t, form.errors),
    lead: t('invitations:lead'),
    id: String(form.values['id'] ?? given.id),
    fields: [
      field('unit', { label: 'invitations:unit', hint: true, suggestions: given.units, autocomplete: 'off' }),
      field('name', { label: 'invitations:name', autocomplete: 'off' }),
      field('titleVi', { label: 'invitations:titleVi' }),
      field('titleEn', { label: 'invitations:titleEn', required: false }),
    ],
    buttons: { label: t('invitations:make'), cancel: null, saved: null },
    rows: list.map((one) => {
      const state = stateOf(one, now);
      return {
        name: one.name,
        unit: inLanguage(one.unit.name, language),
        by: one.invitedBy.name,
        until: printMoment(one.expiresAt, language),
        state: { text: t(`invitations:state.${state}`), tone: tones[state] },
        revocation: state === 'open' ? `/invitations/${one.id}/revocation` : '',
        version: String(one.version),
      };
    }),
  };
}

/** The page that tells the address, this once. */
export function presentInvited({ t, language }: Reader, invitation: Invitation, address: string): Page {
  return {
    title: t('invitations:made'),
    warning: {
      tone: 'amber',
      role: 'note',
      title: t('invitations:once'),
      text: t('invitations:onceText', { until: printMoment(invitation.expiresAt, language) }),
    },
    facts: {
      rows: [
        { label: t('invitations:name'), text: invitation.name, href: null },
        { label: t('invitations:unit'), text: inLanguage(invitation.unit.name, language), href: null },
        { label: t('invitations:address'), text: address, href: null },
      ],
    },
    done: { href: '/invitations', label: t('invitations:done') },
  };
}

/** The page of an address that was used, withdrawn or has run out, or never was one. */
export const presentEnded = ({ t }: Pick<Reader, 't'>): Page => ({
  layout: 'plain',
  title: t('invitations:ended'),
  text: t('invitations:endedText'),
  details: [],
  reference: null,
  link: { href: '/sign-in', label: t('invitations:toSignIn') },
});

/** What an invited person sees: the post that is waiting, and what is to be chosen. */
export function presentTaking(
  { t, language }: Omit<Reader, 'now'>,
  form: FormState,
  invitation: Invitation,
  action: string,
): Page {
  const field = fieldMaker(t, form.values, form.errors);
  const password = fieldMaker(t, {}, form.errors);
  const fresh = password('newPassword', {
    label: 'people:password.new',
    type: 'password',
    autocomplete: 'new-password',
  });
  return {
    layout: 'plain',
    title: t('invitations:welcome'),
    errors: errorSummary(t, form.errors),
    action,
    facts: {
      rows: [
        { label: t('invitations:name'), text: invitation.name, href: null },
        { label: t('invitations:unit'), text: inLanguage(invitation.unit.name, language), href: null },
        { label: t('invitations:post'), text: inLanguage(invitation.title, language), href: null },
      ],
    },
    userName: field('userName', { label: 'people:userName', hint: true, autocomplete: 'username' }),
    fresh: { ...fresh, hint: t('people:password.advice', { length: SHORTEST }) },
    repeated: password('repeatedPassword', {
      label: 'people:password.repeat',
      type: 'password',
      autocomplete: 'new-password',
    }),
  };
}
