import { walker, type Walker } from './cases.js';
import { hireStaff, openOffice, type Office, type Staff } from './office.js';
import type { ProductOptions } from './product.js';

/**
 * An office, its staff and who walks cases through it, for the tests of the `describe` that calls this: opened before
 * the first of them and closed after the last. What it hands out is empty until then, so ask it in hooks and tests only.
 */
export function officeAtWork(options: ProductOptions = {}) {
  const office = {} as Office;
  const staff = {} as Staff;
  const walk = {} as Walker;
  before(async () => {
    Object.assign(office, await openOffice(options));
    Object.assign(staff, await hireStaff(office));
    Object.assign(walk, walker(office, staff));
  });
  after(() => office.product.stop());
  return { office, staff, walk };
}
