import type { Config } from '../../src/config.js';
import { hashPassword } from '../../src/people/hashing.js';
import { peopleRepository } from '../../src/people/people.repository.js';
import type { Actor, Role } from '../../src/policies/actor.js';
import { createServices } from '../../src/services.js';
import { dayOf } from '../../src/shared/dates.js';
import { newId } from '../../src/shared/ids.js';
import { snapshotOf, type Unit } from '../../src/units/unit.js';
import type { Ground } from './story-ground.js';

export const PASSWORD = 'do toc do trang web 2026';
const AUTHOR = { personId: 'bench', name: 'Bench', post: 'npm run bench' };
export const WARD = '00004';

/** Everybody who appears in the cases; `inspector1`, `supervisor1`, `leader1` and `officer1` can be signed in. */
async function people(role: Role, count: number, unit: Unit, passwordHash: string): Promise<Actor[]> {
  const title = { vi: 'Chuyên viên Phòng Công chức, viên chức', en: 'Officer, Civil Service Division' };
  const post = { role, unitId: unit.id, unitName: unit.name, title };
  const actors: Actor[] = [];
  for (let number = 1; number <= count; number += 1) {
    const person = {
      id: newId(),
      version: 1,
      userName: `${role}${number}`,
      name: `Nguyễn Thị Hồng ${number}`,
      language: 'vi' as const,
      passwordHash,
      mustChangePassword: false,
      disabled: false,
      posts: [post],
      createdAt: new Date(0),
    };
    await peopleRepository.create(person);
    actors.push({ personId: person.id, name: person.name, post });
  }
  return actors;
}

/** Sets an empty store up as a city with its units and people. */
export async function groundOf(config: Config, now: Date, next: () => number): Promise<Ground> {
  const today = dayOf(now);
  const services = createServices(config);
  const city = await services.unitRegister.loadHanoi();
  await services.calendar.loadDefault(AUTHOR);
  await services.signs.loadDefault(AUTHOR);
  await services.settings.begin(AUTHOR, { city: city.name, cityUnitId: city.id });
  const units = (await services.units.currentOn(today)).filter((unit) => unit.id !== city.id);
  const ward = units.find((unit) => unit.code === WARD);
  const hash = await hashPassword(PASSWORD);
  const [officer] = ward === undefined ? [] : await people('officer', 1, ward, hash);
  if (officer === undefined) throw new Error(`no unit ${WARD} on ${today}`);
  const catalogue = await services.signs.current();
  const codes = catalogue.groups.flatMap((group) => group.signs.map((sign) => sign.code));
  const signs = await Promise.all(codes.map((code) => services.signs.reference(code)));
  await people('leader', 1, city, hash);
  return {
    next,
    today,
    // Seven of ten inspections are the city's own, the rest its departments'.
    authorities: [
      ...Array.from({ length: 7 }, () => city),
      ...units.filter((unit) => unit.kind === 'department').slice(0, 3),
    ].map(snapshotOf),
    units: units.map(snapshotOf),
    inspectors: await people('inspector', 24, city, hash),
    supervisors: await people('supervisor', 6, city, hash),
    officer,
    signs: new Map(signs.flatMap((sign) => (sign === undefined ? [] : [[sign.code, sign]]))),
    calendars: await services.calendar.calendars(),
  };
}
