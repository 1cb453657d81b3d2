import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { FieldError } from '../shared/errors.js';
import { inLanguage, languages, type Bilingual, type Language, type Translate } from '../shared/language.js';
import type { KnownPerson } from '../web/door.js';
import type { FormState, Page } from '../web/visit.js';
import { mailChoices, type Mailing } from './mailing.js';
import { SHORTEST } from './password.js';

/** An account of the demonstration, shown with its password. */
export type DemoAccount = { userName: string; password: string; name: string; post: Bilingual };

type Reader = { t: Translate; language: Language };

/** Passwords have their fields, but what was typed is never in them. */
const passwordMaker = (t: Translate, errors: FieldError[]) => {
  const make = fieldMaker(t, {}, errors);
  return (name: string, label: string, autocomplete: string, hint = false) =>
    make(name, { label, type: 'password', autocomplete, hint });
};

export function presentSignIn(
  { t, language }: Reader,
  form: FormState,
  next: string,
  demo: DemoAccount[],
): Page {
  const field = fieldMaker(t, form.values, form.errors);
  const password = passwordMaker(t, form.errors);
  return {
    layout: 'plain',
    title: t('people:signIn.title'),
    errors: errorSummary(t, form.errors),
    next,
    userName: field('userName', { label: 'people:userName', autocomplete: 'username' }),
    password: password('password', 'people:password.label', 'current-password'),
    demo: demo.map((account) => ({ ...account, post: inLanguage(account.post, language) })),
  };
}

/** `forced`: the password was given by an administrator and nothing else can be done before it is changed. */
export function presentPassword({ t }: Reader, form: FormState, forced: boolean): Page {
  const password = passwordMaker(t, form.errors);
  const values = { length: SHORTEST };
  return {
    ...(forced ? { layout: 'plain' } : {}),
    title: t(forced ? 'people:password.first' : 'people:password.change'),
    errors: errorSummary(t, form.errors),
    intro: t(forced ? 'people:password.firstText' : 'people:password.changeText', values),
    current: password('currentPassword', 'people:password.current', 'current-password'),
    fresh: {
      ...password('newPassword', 'people:password.new', 'new-password'),
      hint: t('people:password.advice', values),
    },
    repeated: password('repeatedPassword', 'people:password.repeat', 'new-password'),
    forced,
  };
}

/** `acting` is the index of the post in which the person acts. */
export function presentAccount(
  reader: Reader,
  form: FormState,
  { person, userName, mail }: { person: KnownPerson; userName: string; mail: Mailing | undefined },
  acting: number,
): Page {
  const { t, language } = reader;
  const stored = {
    language: person.language,
    post: String(acting),
    mailAddress: mail?.address ?? '',
    mailChoice: mail?.choice ?? 'at_once',
  };
  const field = fieldMaker(t, { ...stored, ...form.values }, form.errors);
  const postLine = ({ title, unitName }: KnownPerson['posts'][number]) =>
    `${inLanguage(title, language)}, ${inLanguage(unitName, language)}`;
  const several = person.posts.length > 1;
  return {
    title: t('people:account.title'),
    errors: errorSummary(t, form.errors),
    facts: {
      rows: [
        { label: t('people:name'), text: person.name, href: null },
        { label: t('people:userName'), text: userName, href: null },
        ...person.posts.map((post) => ({
          label: t(`people:role.${post.role}`),
          text: postLine(post),
          href: null,
        })),
      ],
    },
    language: field('language', {
      label: 'people:language',
      options: languages.map((code) => ({ value: code, label: t(`common:language.${code}`) })),
    }),
    post: several
      ? field('post', {
          label: 'people:account.post',
          hint: true,
          options: person.posts.map((post, index) => ({ value: String(index), label: postLine(post) })),
        })
      : null,
    mailAddress: field('mailAddress', {
      label: 'people:mail.address',
      type: 'email',
      autocomplete: 'email',
      required: false,
      hint: true,
    }),
    mailChoice: field('mailChoice', {
      label: 'people:mail.choice',
      options: mailChoices.map((choice) => ({ value: choice, label: t(`people:mail.${choice}`) })),
    }),
    mailRefused: mail?.refused === undefined ? '' : t('people:mail.refused'),
    // Who only administers sees no case, and so has nothing for a calendar.
    feed: person.posts.some(({ role }) => role !== 'administrator')
      ? { href: '/schedule/feed', label: t('schedule:feed.link') }
      : null,
  };
}
