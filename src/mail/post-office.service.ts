import type { InTransaction } from '../database/connect.js';
import { inboxOf, type Address, type Notice } from '../notices/notice.js';
import type { NoticesRepository } from '../notices/notices.repository.js';
import { isMailed } from '../people/mailing.js';
import type { PeopleRepository } from '../people/people.repository.js';
import type { Person } from '../people/person.js';
import { roles, type Role } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import type { Language, Translate } from '../shared/language.js';
import { letterWords } from './letter.js';
import { daysBefore, type Letter } from './outbox.js';
import type { OutboxRepository } from './outbox.repository.js';

export type PostOfficeDeps = {
  clock: Clock;
  inTransaction: InTransaction;
  repository: OutboxRepository;
  notices: Pick<NoticesRepository, 'urgent' | 'takeUrgent' | 'toTell'>;
  people: Pick<PeopleRepository, 'mailed' | 'holding' | 'headsOf' | 'byIds'>;
  translate: () => Promise<(language: Language) => Translate>;
  /** The address of the product, for links. */
  home: string;
};

/** So many urgent notices are taken in one go; the rest follows in the next minute. */
const AT_ONCE = 200;
/** Milliseconds: a notice carries the time at which its change began, and may be stored a little later. */
const SETTLED = 5 * 60_000;
/** No digest tells more; the inbox has the rest. */
const MOST_TOLD = 100;

const isRole = (word: string | undefined): word is Role => roles.some((role) => role === word);
const inboxesOf = ({ id, name, posts }: Person): Address[] => [
  ...new Set(posts.flatMap((post) => inboxOf({ personId: id, name, post }))),
];

/** Makes notices into letters: what cannot wait at once, the rest once a day for each person. */
export function postOfficeService(deps: PostOfficeDeps) {
  const { clock, inTransaction, repository, notices, people } = deps;

  async function letterTo(person: Person, kind: Letter['kind'], told: Notice[]): Promise<Letter> {
    const { id: personId, name, language, mail } = person;
    const t = (await deps.translate())(language);
    const now = clock.now();
    return {
      id: newId(),
      personId,
      kind,
      name,
      address: mail?.address ?? '',
      language,
      ...letterWords(kind, told, { name, language, t, home: deps.home }),
      noticeIds: told.map(({ id }) => id),
      createdAt: now,
      state: 'queued',
      attempts: 0,
      nextAt: now,
      failure: '',
    };
  }

  /** The people whom an address reaches now: a post is whoever holds it. */
  async function reachedAt(address: Address): Promise<Person[]> {
    const [kind, first = '', second = ''] = address.split(':');
    if (kind === 'person') return people.byIds([first]);
    if (kind === 'unit') return people.holding('officer', first);
    if (kind === 'post' && first === 'head') return people.headsOf(second);
    return kind === 'post' && isRole(first) ? people.holding(first, second) : [];
  }

  /** Letters for what cannot wait: one for each person, whatever came together. */
  async function mailUrgent(): Promise<{ letters: number }> {
    const urgent = await notices.urgent(AT_ONCE);
    if (urgent.length === 0) return { letters: 0 };
    const told = new Map<string, { person: Person; notices: Notice[] }>();
    for (const notice of urgent)
      for (const person of await reachedAt(notice.to)) {
        if (person.disabled || !isMailed(person.mail) || person.mail.choice !== 'at_once') continue;
        const known = told.get(person.id) ?? { person, notices: [] };
        told.set(person.id, { person, notices: [...known.notices, notice] });
      }
    const letters = await Promise.all(
      [...told.values()].map((one) => letterTo(one.person, 'at_once', one.notices)),
    );
    return inTransaction(async (tx) => {
      const mine = await notices.takeUrgent(
        urgent.map(({ id }) => id),
        tx,
      );
      // Another copy of the product was faster: its letters stand, ours are not written.
      if (!mine) throw new Error('urgent notices were taken by another copy');
      for (const letter of letters) await repository.add(letter, tx);
      return { letters: letters.length };
    });
  }

  /** One person's digest of everything since the last one that is still unread; nothing when there is nothing. */
  const digestOf = (person: Person): Promise<boolean> =>
    inTransaction(async (tx) => {
      const now = clock.now();
      const until = new Date(now.getTime() - SETTLED);
      const before = await repository.markOf(person.id, tx);
      const told = await notices.toTell(
        {
          keys: inboxesOf(person),
          personId: person.id,
          after: before ?? daysBefore(until, 1),
          until,
          mail: person.mail?.choice === 'at_once' ? ['daily'] : ['daily', 'at_once'],
          orIds: await repository.lostNews(person.id, tx),
          limit: MOST_TOLD,
        },
        tx,
      );
      if (!(await repository.mark(person.id, before, until, tx)) || told.length === 0) return false;
      await repository.add(await letterTo(person, 'digest', told), tx);
      return true;
    });

  return {
    mailUrgent,

    /** The daily round. Whoever it stops at is told in the next one: each person's digest and mark are one. */
    async mailDigests(): Promise<{ letters: number }> {
      let letters = 0;
      for await (const person of people.mailed())
        if (isMailed(person.mail) && (await digestOf(person))) letters += 1;
      return { letters };
    },
  };
}
