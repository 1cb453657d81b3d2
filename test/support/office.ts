import type { Person } from '../../src/people/person.js';
import { peopleRepository } from '../../src/people/people.repository.js';
import type { Role } from '../../src/policies/actor.js';
import { createServices, type Services } from '../../src/services.js';
import { newId } from '../../src/shared/ids.js';
import type { Unit } from '../../src/units/unit.js';
import { unitsRepository } from '../../src/units/units.repository.js';
import { inTransaction } from '../../src/database/connect.js';
import type { Agent } from './agent.js';
import { makePerson, postOf, startProduct, type ProductOptions, type TestProduct } from './product.js';
import { setupForm } from './setup.js';

/** A person with a browser. */
export type Worker = Person & { agent: Agent };

export type Office = {
  product: TestProduct;
  /** The product's own services on the same database, for what has no page. */
  services: Services;
  city: Unit;
  /** Two wards of today, one that ended, and two of the same name. */
  wards: { boDe: Unit; vietHung: Unit; former: Unit; twins: [Unit, Unit] };
  hire: (role: Role, unit: Unit, more?: Partial<Person>) => Promise<Worker>;
};

const wardOf = (city: Unit, code: string, vi: string, en: string, more: Partial<Unit> = {}): Unit => ({
  id: newId(),
  code,
  kind: 'ward',
  name: { vi, en },
  parentId: city.id,
  ancestorIds: [city.id],
  source: 'test',
  ...more,
});

/** An installation after its setup, with a city, a few wards, the signs and the calendars. */
export async function openOffice(options: ProductOptions = {}): Promise<Office> {
  const product = await startProduct(options);
  const first = product.agent();
  await first.get('/setup');
  await first.post('/setup', setupForm);
  const services = createServices(product.config, { clock: product.clock });
  const city = await services.units.byCode('01', '2026-01-05');
  if (city === undefined) throw new Error('the setup has made no city');
  const wards: Office['wards'] = {
    boDe: wardOf(city, '00118', 'Phường Bồ Đề', 'Bo De Ward'),
    vietHung: wardOf(city, '00127', 'Phường Việt Hưng', 'Viet Hung Ward'),
    former: wardOf(city, '00121', 'Phường Gia Thụy', 'Gia Thuy Ward', { validTo: '2025-06-30' }),
    twins: [
      wardOf(city, '09001', 'Phường Tân Lập', 'Tan Lap Ward'),
      wardOf(city, '09002', 'Phường Tân Lập', 'Tan Lap Ward'),
    ],
  };
  const { boDe, vietHung, former, twins } = wards;
  await inTransaction((tx) => unitsRepository.load([boDe, vietHung, former, ...twins], tx));
  const hire: Office['hire'] = async (role, unit, more = {}) => {
    const person = await makePerson(role, { posts: [postOf(role, unit)], ...more });
    return { ...person, agent: product.agentLater(person) };
  };
  return { product, services, city, wards, hire };
}

/** Everybody who has to do with the cases of the tests. */
export async function hireStaff({ hire, city, wards, product }: Office) {
  const [head, secretary, member, colleague] = await Promise.all([
    hire('inspector', city),
    hire('inspector', city),
    hire('inspector', city),
    hire('inspector', city),
  ]);
  const [supervisor, otherSupervisor, leader, wardLeader, officer, strangeOfficer] = await Promise.all([
    hire('supervisor', city),
    hire('supervisor', city),
    hire('leader', city),
    hire('leader', wards.boDe),
    hire('officer', wards.boDe),
    hire('officer', wards.vietHung),
  ]);
  const first = await peopleRepository.findByUserName(setupForm.userName.toLowerCase());
  if (first === undefined) throw new Error('the setup has made no administrator');
  const administrator: Worker = { ...first, agent: product.agentLater(first) };
  return {
    head,
    secretary,
    member,
    colleague,
    supervisor,
    otherSupervisor,
    leader,
    wardLeader,
    officer,
    strangeOfficer,
    administrator,
  };
}
export type Staff = Awaited<ReturnType<typeof hireStaff>>;
