import { roles } from '../policies/actor.js';
import { fieldMaker } from '../shared/fields.js';
import type { Language } from '../shared/language.js';
import type { Page as Rows } from '../shared/paging.js';
import { fileLinks } from '../web/list-files.js';
import type { Page } from '../web/visit.js';
import { postLine, stateTag, type Reader } from './person.presenter.js';
import type { Person } from './person.js';

const postsLine = ({ posts }: Person, language: Language): string =>
  posts.map((post) => postLine(post, language)).join('; ');

const address = (query: Record<string, string>): string => {
  const used = Object.entries(query).filter(([, value]) => value !== '');
  return used.length === 0 ? '/people' : `/people?${new URLSearchParams(used).toString()}`;
};

/** Everybody who has an account. */
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
      more: [{ label: t('invitations:open'), href: '/invitations', post: false, fields: [] }],
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
    downloads: found.rows.length === 0 ? [] : fileLinks('/people', filter, t),
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
