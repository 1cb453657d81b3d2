import { createHash } from 'node:crypto';
import type { Actor } from '../../src/policies/actor.js';
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
  ownerId: string,
  receivedAt: Date,
): Promise<IncomingFile> {
  const id = newId();
  const file = fileStore.openUpload(id, name, receivedAt);
  await file.write(bytes);
  const facts = { type, sha256: createHash('sha256').update(bytes).digest('hex') };
  await file.keep({ ...facts, ownerId, pending: true, receivedAt });
  return { id, name, size: bytes.length, ...facts };
}

/** Sends a photo. */
export async function send(
  scene: Scene,
  mended: boolean,
  seed: number,
  ownerId: string,
  receivedAt: Date,
): Promise<IncomingFile> {
  const name = `${mended ? 'sau' : 'truoc'}-${scene}-${seed}.jpg`;
  return keepFile(await photo(scene, mended, seed), name, 'image/jpeg', ownerId, receivedAt);
}
