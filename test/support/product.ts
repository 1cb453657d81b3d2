import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mongoose from 'mongoose';
import { readConfig, type Config } from '../../src/config.js';
import { openStore, type Store } from '../../src/database/uri.js';
import { hashPassword } from '../../src/people/hashing.js';
import { peopleRepository } from '../../src/people/people.repository.js';
import type { Person } from '../../src/people/person.js';
import type { Post, Role } from '../../src/policies/actor.js';
import { start } from '../../src/server.js';
import type { Extras } from '../../src/services.js';
import type { Clock } from '../../src/shared/clock.js';
import { newId } from '../../src/shared/ids.js';
import { Agent } from './agent.js';

/** A password that is good enough for everybody in the tests. */
export const PASSWORD = 'hai con trâu gặm cỏ 77';

let shared: Promise<Store & { folder: string }> | undefined;

/** One embedded store for all files of this process; each product gets a database of its own in it. */
async function sharedStore(): Promise<Store & { folder: string }> {
  shared ??= (async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'ky-cuong-test-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    return { ...(await openStore({ dataDir: folder })), folder };
  })();
  return shared;
}

// Outside every `describe`: after the last test of the last file; but of each file where mocha runs several processes,
// which it ends itself.
after(async () => {
  if (shared !== undefined && process.env['MOCHA_WORKER_ID'] === undefined) await (await shared).stop();
});

const withDatabase = (uri: string, name: string): string =>
  uri.replace(/^(mongodb:\/\/[^/?]+)\/?[^?]*/, `$1/${name}`);

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  constructor(public present: Date) {}
  now(): Date {
    return this.present;
  }
  forward(minutes: number): void {
    this.present = new Date(this.present.getTime() + minutes * 60_000);
  }
}

export type TestProduct = {
  url: string;
  port: number;
  clock: TestClock;
  config: Config;
  agent: () => Agent;
  /** An agent that has signed in as this person. */
  agentFor: (person: Pick<Person, 'userName'>) => Promise<Agent>;
  /** The same, who signs in before the first page that it asks for. */
  agentLater: (person: Pick<Person, 'userName'>) => Agent;
  stop: () => Promise<void>;
};

export type ProductOptions = { now?: Date; env?: Record<string, string>; extras?: Extras };

/** The product as it serves people: its own server, database and data folder. Stop it when the tests are over. */
export async function startProduct(options: ProductOptions = {}): Promise<TestProduct> {
  const store = await sharedStore();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ky-cuong-data-'));
  const clock = new TestClock(options.now ?? new Date('2026-03-02T02:00:00Z'));
  const config: Config = {
    ...readConfig({ PORT: '0', DATA_DIR: dataDir, ...options.env }),
    mongodbUri: withDatabase(store.uri, `test-${newId()}`),
    logLevel: 'silent',
  };
  const product = await start(config, { clock, idle: true, ...options.extras });
  const url = `http://127.0.0.1:${product.port}`;
  const agent = () => new Agent(url);
  const agentLater: TestProduct['agentLater'] = ({ userName }) =>
    new Agent(url, async (one) => {
      const { status } = await one.signIn(userName, PASSWORD);
      if (status !== 303) throw new Error(`${userName} cannot sign in`);
    });
  return {
    url,
    port: product.port,
    clock,
    config,
    agent,
    agentLater,
    agentFor: (person) => agentLater(person).ready(),
    async stop() {
      await mongoose.connection.dropDatabase();
      await product.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

let hash: Promise<string> | undefined;
let made = 0;

export const unitOfTests = { id: newId(), name: { vi: 'Sở Nội vụ', en: 'Department of Home Affairs' } };

const titles: Record<Role, { vi: string; en: string }> = {
  inspector: { vi: 'Chuyên viên', en: 'Specialist' },
  supervisor: { vi: 'Phó Giám đốc', en: 'Deputy Director' },
  officer: { vi: 'Công chức Văn phòng', en: 'Office clerk' },
  leader: { vi: 'Phó Chủ tịch', en: 'Vice Chairperson' },
  administrator: { vi: 'Quản trị hệ thống', en: 'System administrator' },
};

export const postOf = (role: Role, unit: { id: string; name: Post['unitName'] } = unitOfTests): Post => ({
  role,
  unitId: unit.id,
  unitName: unit.name,
  title: titles[role],
});

/** Puts somebody in a post, with `PASSWORD`. */
export async function makePerson(role: Role, more: Partial<Person> = {}): Promise<Person> {
  made += 1;
  const person: Person = {
    id: newId(),
    version: 1,
    userName: `${role}${made}`,
    name: `Nguyễn Văn ${made}`,
    language: 'vi',
    passwordHash: await (hash ??= hashPassword(PASSWORD)),
    mustChangePassword: false,
    disabled: false,
    posts: [postOf(role)],
    createdAt: new Date('2026-01-05T01:00:00Z'),
    ...more,
  };
  await peopleRepository.create(person);
  return person;
}
