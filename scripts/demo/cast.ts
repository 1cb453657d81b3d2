import { createHash } from 'node:crypto';
import { authorOf, type Actor, type Role } from '../../src/policies/actor.js';
import { fileStore } from '../../src/evidence/file-store.js';
import type { IncomingFile } from '../../src/findings/evidence-item.js';
import { peopleRepository } from '../../src/people/people.repository.js';
import { hashPassword } from '../../src/people/hashing.js';
import type { Services } from '../../src/services.js';
import type { Day } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { DEMO_PASSWORD, demoPeople } from './accounts.js';
import { photo, type Scene } from './photos.js';

/** Who reads mail beside the inbox. */
const mailed = ['badinh', 'vanmieu', 'pheduyet.ha'];

/** From where people send files: addresses that are kept for documentation (RFC 5737) and lead to nobody. */
const ADDRESSES: Record<Role, string> = {
  inspector: '192.0.2.17',
  supervisor: '192.0.2.20',
  leader: '192.0.2.21',
  administrator: '192.0.2.2',
  officer: '198.51.100.34',
};
/** How long after it was taken a photo is sent. */
const TAKEN_BEFORE = 7 * 60_000;

/** Makes the accounts of the demonstration; they may be used at once. Answers who acts under which user name. */
export async function castPeople(services: Services, today: Day, now: Date): Promise<Map<string, Actor>> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const actors = new Map<string, Actor>();
  for (const { userName, name, role, unitCode, title, signs } of demoPeople) {
    const unit = await services.units.byCode(unitCode, today);
    if (unit === undefined) throw new Error(`the demonstration needs unit ${unitCode}`);
    const post = {
      role,
      unitId: unit.id,
      unitName: unit.name,
      title,
      ...(signs === undefined ? {} : { signs }),
    };
    const person = {
      id: newId(),
      version: 1,
      userName,
      name,
      language: 'vi' as const,
      passwordHash,
      mustChangePassword: false,
      disabled: false,
      posts: [post],
      createdAt: now,
      // A reserved domain: no letter of the demonstration ever reaches anybody.
      ...(mailed.includes(userName)
        ? { mail: { address: `${userName}@trinhdien.example`, choice: 'at_once' as const } }
        : {}),
    };
    await peopleRepository.create(person);
    actors.set(userName, { personId: person.id, name, post });
  }
  return actors;
}

/** Sends a file the way the upload form does. */
export async function keepFile(
  bytes: Buffer,
  name: string,
  type: string,
  sender: Actor,
  receivedAt: Date,
): Promise<IncomingFile> {
  const id = newId();
  const file = fileStore.openUpload(id, name, receivedAt);
  await file.write(bytes);
  const facts = { type, sha256: createHash('sha256').update(bytes).digest('hex') };
  await file.keep({
    ...facts,
    ownerId: sender.personId,
    unitId: sender.post.unitId,
    pending: true,
    receivedAt,
    sender: { by: authorOf(sender), from: ADDRESSES[sender.post.role] },
  });
  return { id, name, size: bytes.length, ...facts };
}

/** Sends a photo. */
export async function send(
  scene: Scene,
  mended: boolean,
  seed: number,
  sender: Actor,
  receivedAt: Date,
): Promise<IncomingFile> {
  const name = `${mended ? 'sau' : 'truoc'}-${scene}-${seed}.jpg`;
  const takenAt = new Date(receivedAt.getTime() - TAKEN_BEFORE);
  return keepFile(await photo(scene, mended, seed, takenAt), name, 'image/jpeg', sender, receivedAt);
}
