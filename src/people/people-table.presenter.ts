import { day, text, type Column } from '../exports/table-file.js';
import { dayOf } from '../shared/dates.js';
import type { Visit } from '../web/visit.js';
import { postLine, stateTag } from './person.presenter.js';
import type { Person } from './person.js';

/** The columns of the accounts as a file. */
export const peopleColumns = ({ t, language }: Visit): Column<Person>[] => [
  text(t('people:userName'), 22, ({ userName }) => userName),
  text(t('people:name'), 28, ({ name }) => name),
  text(t('people:posts'), 60, ({ posts }) => posts.map((post) => postLine(post, language)).join('; ')),
  text(t('people:stateLabel'), 20, (person) => stateTag(person, t).text),
  text(t('people:language'), 12, (person) => t(`people:languages.${person.language}`)),
  day(t('people:createdOn'), ({ createdAt }) => dayOf(createdAt)),
];
