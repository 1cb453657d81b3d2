import type { Author } from '../policies/actor.js';
import { refuse } from '../shared/errors.js';
import type { InspectionInput } from './inspection.form.js';
import type { TeamMember } from './inspection.js';

/** Head, secretary and members in this order, each once. */
export function teamFrom(input: InspectionInput, people: Author[]): TeamMember[] {
  const chosen = new Map<string, TeamMember['duty']>([[input.head, 'head']]);
  if (input.secretary !== '') chosen.set(input.secretary, 'secretary');
  for (const id of input.members) if (!chosen.has(id)) chosen.set(id, 'member');
  return [...chosen].map(([id, duty]) => {
    const person = people.find((candidate) => candidate.personId === id);
    if (person === undefined) {
      refuse(duty === 'member' ? 'members' : duty, 'inspections:errors.notAnInspector');
    }
    return { ...person, duty };
  });
}
