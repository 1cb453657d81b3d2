import { printMoment } from '../shared/dates.js';
import { errorSummary, fieldMaker } from '../shared/fields.js';
import type { Fields } from '../shared/form.js';
import { inLanguage, languages, type Language, type Translate } from '../shared/language.js';
import type { Page as Rows } from '../shared/paging.js';
import { roles } from '../policies/actor.js';
import type { FormState, Page } from '../web/visit.js';
import { minutesLeft, MOST_FAILURES } from './attempt.js';
import type { Found, Issued } from './people.service.js';
import { POST_ROWS } from './person.form.js';
import type { Person } from './person.js';

type FieldMaker = ReturnType<typeof fieldMaker>;
type Reader = { t: Translate; language: Language; now: Date };

const postsLine = ({ posts }: Person, language: Language): string =>
  posts
    .map(({ title, unitName }) => `${inLanguage(title, language)}, ${inLanguage(unitName, language)}`)
    .join('; ');

const stateTag = (person: Person, t: Translate) =>
  person.disabled
    ? { text: t('people:state.disabled'), tone: 'plain' }
    : person.mustChangePassword
      ? { text: t('people:state.waiting'), tone: 'amber' }
      : { text: t('people:state.active'), tone: 'good' };

const address = (query: Record<string, string>): string => {
  const used = Object.entries(query).filter(([, value]) => value !== '');
  return used.length === 0 ? '/people' : `/people?${new URLSearchParams(used).toString()}`;
};

export function presentPeople(
  { t, language }: Reader,
  found: Rows<Person>,
  filter: { q: string; role: string },
): Page {
  const field = fieldMaker(t, filter, []);
  const pageLink = (key: string | null) => (key === null ? null : address({ ...filter, at: key }));
  return {
    title: t('people:title'),
    actions: {
      main: { label: t('people:add'), href: '/people/new', post: false, fields: [] },
      more: [],
      blocked: [],
    },
    filters: [
      field('q', { label: 'people:find', required: true }),
      field('role', {
        label: 'people:roleLabel',
        required: true,
        options: [
          { value: '', label: t('people:anyRole') },
          ...roles.map((role) => ({ value: role, label: t(`people:role.${role}`) })),
        ],
      }),
    ],
    rows: found.rows.map((person) => ({
      href: `/people/${person.id}`,
      userName: person.userName,
      name: person.name,
      posts: postsLine(person, language),
      state: stateTag(person, t),
    })),
    pages: { previous: pageLink(found.previous), next: pageLink(found.next) },
    severalPages: found.previous !== null || found.next !== null,
    empty: { title: t('people:nobody'), text: t('people:nobodyText'), action: null },
  };
}

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

export function presentPerson(
  { t, language, now }: Reader,
  form: FormState,
  stored: Stored,
  units: string[],
): Page {
  const { person, attempts } = stored;
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
    ...personFields(t, { ...stored.fields, ...form.values }, form, units),
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
