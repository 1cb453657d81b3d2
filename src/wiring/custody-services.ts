import { PRODUCT, type Note } from '../custody/custody.js';
import { custodyRepository } from '../custody/custody.repository.js';
import { custodyService } from '../custody/custody.service.js';
import { inTransaction, type Transaction } from '../database/connect.js';
import type { Arrived } from '../evidence/evidence.service.js';
import { peopleRepository } from '../people/people.repository.js';
import { authorIn } from '../people/person.js';
import type { Clock } from '../shared/clock.js';

/** Who sent a file: as it was noted when it came, else whoever it belongs to, in the first post. */
async function senderOf({ sender, ownerId }: Arrived): Promise<Pick<Note, 'by' | 'from'>> {
  if (sender !== undefined) return sender;
  const person = await peopleRepository.find(ownerId);
  const [post] = person?.posts ?? [];
  return { by: person === undefined || post === undefined ? PRODUCT : authorIn(person, post), from: '' };
}

/** The records of files, and how they begin. */
export function custodyServices(clock: Clock) {
  const custody = custodyService({ clock, inTransaction, repository: custodyRepository });
  return {
    custody,
    async noteAdded(arrived: Arrived[], tx: Transaction): Promise<void> {
      const notes = arrived.map(async (file): Promise<Note> => {
        return { fileId: file.id, act: 'added', at: file.receivedAt, ...(await senderOf(file)) };
      });
      await custody.note(await Promise.all(notes), tx);
    },
  };
}
