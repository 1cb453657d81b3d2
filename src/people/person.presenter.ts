import { presentEdits } from '../history/edits.presenter.js';
import { printValue } from '../history/timeline.presenter.js';
import { printMoment } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { Fields } from '../shared/form.js';
import { inLanguage, languages, type Language, type Translate } from '../shared/language.js';
import { roles, signings, type Post } from '../policies/actor.js';
import type { FormState, Page } from '../web/visit.js';
import { minutesLeft, MOST_FAILURES } from './attempt.js';
import type { Found, Issued } from './people.service.js';
import { POST_ROWS } from './person.form.js';
import type { Person } from './person.js';

export const postLine = ({ title, unitName }: Post, language: Language): string =>
  `${inLanguage(title, language)}, ${inLanguage(unitName, language)}`;

type FieldMaker = ReturnType<typeof fieldMaker>;
export type Reader = { t: Translate; language: Language; now: Date };

export const stateTag = (person: Person, t: Translate) =>
  person.disabled
    ? { text: t('people:state.disabled'), tone: 'plain' }
    : person.mustChangePassword
      ? { text: t('people:state.waiting'), tone: 'amber' }
      : { text: t('people:state.active'), tone: 'good' };

/** One post of the form; all but the first may stay empty. */
function postFields(t: Translate, field: FieldMaker, row: number, units: string[]) {
  const first = row === 1;
  const roleOptions = roles.map((role) => ({ value: role, label: t(`people:role.${role}`) }));
  return {
    legend: t('people:postNumber', { number: row }),
    role: field(`role${row}`, {
      label: 'people:roleLabel',
      required: first,
      options: [{ value: '', label: t(first ? 'people:chooseRole' : 'people:noPost') }, ...roleOptions],
    }),
    unit: field(`unit${row}`, {
      label: 'people:unit',
      hint: first,
      required: first,
      suggestions: units,
      autocomplete: 'off',
    }),
    titleVi: field(`titleVi${row}`, { label: 'people:titleVi', hint: first, required: first }),
    titleEn: field(`titleEn${row}`, { label: 'people:titleEn', required: false }),
    signs: field(`signs${row}`, {
      label: 'people:signs.label',
      hint: first,
      required: false,
      options: ['', ...signings].map((value) => ({
        value,
        label: t(`people:signs.${value === '' ? 'none' : value}`),
      })),
    }),
  };
}

/** The fields of a person, for adding as for changing. */
function personFields(t: Translate, values: Fields, form: FormState, units: string[]) {
  const field = fieldMaker(t, values, form.errors);
  const [post, ...morePosts] = POST_ROWS.map((row) => postFields(t, field, row, units));
  return {
    errors: errorSummary(t, form.errors),
    name: field('name', { label: 'people:name', autocomplete: 'off' }),
    userName: field('userName', { label: 'people:userName', hint: true, autocomplete: 'off' }),
    language: field('language', {
      label: 'people:language',
      options: languages.map((code) => ({ value: code, label: t(`common:language.${code}`) })),
    }),
    mailAddress: field('mailAddress', {
      label: 'people:mail.address',
      type: 'email',
      autocomplete: 'off',
      required: false,
      hint: true,
    }),
    post,
    morePosts,
    morePostsOpen: morePosts.some(({ legend: _legend, ...fields }) =>
      Object.values(fields).some(({ value, error }) => value !== '' || error !== null),
    ),
  };
}

const backToList = (t: Translate) => ({ href: '/people', label: t('people:title') });

export function presentNewPerson({ t }: Reader, form: FormState, units: string[]): Page {
  return {
    title: t('people:add'),
    back: backToList(t),
    ...personFields(t, { language: 'vi', ...form.values }, form, units),
    target: '/people',
    version: null,
    submit: {
      label: t('people:addSubmit'),
      cancel: { href: '/people', label: t('people:cancel') },
      saved: null,
    },
  };
}

type Stored = Found & { fields: Fields };

const isPost = (value: unknown): value is Post =>
  typeof value === 'object' && value !== null && 'role' in value && 'unitName' in value;

/** Posts are told by role, title and unit; everything else as in every history. */
const printFact =
  (t: Translate) =>
  (value: unknown, language: Language): string => {
    if (!Array.isArray(value) || !value.every(isPost)) return printValue(value, language);
    const signs = ({ signs: mark }: Post) => (mark === undefined ? '' : ` (${t(`people:signs.${mark}`)})`);
    return value
      .map((post) => `${t(`people:role.${post.role}`)}: ${postLine(post, language)}${signs(post)}`)
      .join('; ');
  };

/** What the administrator must know of an address that mail servers refuse. */
const refusedMail = ({ mail }: Person, { t, language }: Reader) =>
  mail?.refused === undefined
    ? null
    : {
        tag: { text: t('people:mail.refusedTag'), tone: 'alarm' },
        text: t('people:mail.refusedText', {
          address: mail.address,
          reason: mail.refused.reason,
          at: printMoment(mail.refused.at, language),
        }),
      };

export function presentPerson(reader: Reader, form: FormState, stored: Stored, units: string[]): Page {
  const { t, language, now } = reader;
  const { person, attempts, history } = stored;
  const target = `/people/${person.id}`;
  const fields = [{ name: 'version', value: String(person.version) }];
  const act = (label: string, href: string) => ({
    label: t(label),
    href: `${target}/${href}`,
    post: true,
    fields,
  });
  const locked = attempts !== undefined && attempts.failures >= MOST_FAILURES && attempts.until > now;
  return {
    title: person.name,
    back: backToList(t),
    actions: {
      main: null,
      more: [
        act('people:reset', 'password'),
        person.disabled ? act('people:enable', 'opening') : act('people:disable', 'closure'),
      ],
      blocked: [],
    },
    state: stateTag(person, t),
    since: t('people:since', { at: printMoment(person.createdAt, language) }),
    locked: locked ? t('people:locked', { minutes: minutesLeft(attempts.until, now) }) : null,
    mailRefused: refusedMail(person, reader),
    ...personFields(t, { ...stored.fields, ...form.values }, form, units),
    history: presentEdits(history, { feature: 'people', hidden: ['disabled'], print: printFact(t) }, reader),
    target,
    version: person.version,
    submit: { label: t('people:save'), cancel: { href: '/people', label: t('people:cancel') }, saved: null },
  };
}

/** The page that tells a new password, this once. */
export function presentIssued({ t }: Reader, { person, password }: Issued): Page {
  return {
    title: t('people:issued.title', { name: person.name }),
    warning: {
      tone: 'amber',
      role: 'note',
      title: t('people:issued.once'),
      text: t('people:issued.onceText'),
    },
    facts: {
      rows: [
        { label: t('people:userName'), text: person.userName, href: null },
        { label: t('people:password.label'), text: password, href: null },
      ],
    },
    done: { href: `/people/${person.id}`, label: t('people:issued.done') },
  };
}
