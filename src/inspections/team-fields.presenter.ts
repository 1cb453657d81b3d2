import { postOf, type Author } from '../policies/actor.js';
import type { FieldOptions, FieldView } from '../shared/fields.js';
import type { Visit } from '../web/visit.js';
import { printObjections } from './conflict-words.js';
import type { Objection } from './conflict.js';
import { conflictField } from './inspection.form.js';

export type TeamContext = {
  inspectors: Author[];
  approvers: Author[];
  /** What speaks against inspectors at the unit that is named, by their ids; empty while none is. */
  objections: ReadonlyMap<string, readonly Objection[]>;
};

type Make = (name: string, options?: Omit<FieldOptions, 'label'>) => FieldView;

/** Who goes: head, secretary, members and the approver; whoever should rather not go is marked beside the name. */
export function teamFields(make: Make, context: TeamContext, { t, language }: Visit) {
  const { inspectors, approvers, objections } = context;
  const marked = (person: Author) =>
    objections.has(person.personId) ? ` · ${t('inspections:conflict.mark')}` : '';
  const named = (list: Author[]) =>
    list.map((person) => ({
      value: person.personId,
      label: `${person.name} · ${postOf(person, language)}${marked(person)}`,
    }));
  const people = (list: Author[], none: string) => [{ value: '', label: t(none) }, ...named(list)];
  const hintOf = (person: Author) => {
    const against = objections.get(person.personId) ?? [];
    const post = postOf(person, language);
    return against.length === 0
      ? post
      : `${post} · ${t('inspections:conflict.mark')}: ${printObjections(against, language, t)}`;
  };
  return {
    head: make('head', { options: people(inspectors, 'inspections:field.choose') }),
    secretary: make('secretary', {
      required: false,
      options: people(inspectors, 'inspections:field.nobody'),
    }),
    members: make('members', {
      required: false,
      options: inspectors.map((person) => ({
        value: person.personId,
        label: person.name,
        hint: hintOf(person),
      })),
    }),
    approver: make('approver', {
      hint: true,
      // Where one person alone may approve, there is nothing to choose.
      options: approvers.length === 1 ? named(approvers) : people(approvers, 'inspections:field.choose'),
    }),
  };
}

/** Everybody against whom something speaks, each with the field for why he is to go even so. */
export function presentConflicts(
  make: (name: string, options: FieldOptions) => FieldView,
  { inspectors, objections }: TeamContext,
  { t, language }: Visit,
) {
  return inspectors.flatMap(({ personId, name }) => {
    const against = objections.get(personId);
    if (against === undefined) return [];
    const field = make(conflictField(personId), { label: 'inspections:conflict.reason' });
    return [
      {
        name,
        why: printObjections(against, language, t),
        reason: { ...field, label: t('inspections:conflict.reason', { name }) },
      },
    ];
  });
}
