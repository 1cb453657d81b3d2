import type { Role } from '../policies/actor.js';

/** `holds`: pages that belong to the entry and have addresses of their own. */
type Entry = { href: string; label: string; roles: readonly Role[]; holds?: readonly string[] };

const CASE_ROLES = ['inspector', 'supervisor', 'officer', 'leader'] as const;

/** The left navigation, at most 8 entries for any role. */
const entries: readonly Entry[] = [
  { href: '/', label: 'home', roles: [...CASE_ROLES, 'administrator'] },
  { href: '/plans', label: 'plans', roles: ['inspector', 'supervisor', 'leader'] },
  { href: '/inspections', label: 'inspections', roles: CASE_ROLES, holds: ['/draws', '/disposals'] },
  { href: '/findings', label: 'findings', roles: CASE_ROLES, holds: ['/batches', '/urging'] },
  { href: '/schedule', label: 'schedule', roles: CASE_ROLES },
  { href: '/reports', label: 'reports', roles: CASE_ROLES, holds: ['/filings', '/clusters'] },
  { href: '/units', label: 'units', roles: [...CASE_ROLES, 'administrator'] },
  { href: '/wordings', label: 'wordings', roles: ['supervisor'] },
  { href: '/people', label: 'people', roles: ['administrator'] },
  { href: '/calendar', label: 'calendar', roles: ['administrator'] },
  { href: '/signs', label: 'signs', roles: ['administrator'] },
  { href: '/checklists', label: 'checklists', roles: ['administrator'] },
  { href: '/imports', label: 'imports', roles: ['administrator'] },
  { href: '/settings', label: 'settings', roles: ['administrator'], holds: ['/shipped', '/invitations'] },
];

const leadsTo = (href: string, path: string): boolean =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);

/** The entries of a role, the one that contains the page marked. `path` is without its query. */
export const navigationFor = (role: Role, path: string) =>
  entries
    .filter(({ roles }) => roles.includes(role))
    .map(({ href, label, holds = [] }) => ({
      href,
      label: `common:navigation.${label}`,
      current: [href, ...holds].some((start) => leadsTo(start, path)),
    }));
