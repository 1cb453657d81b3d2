import type { Role } from '../policies/actor.js';

type Entry = { href: string; label: string; roles: readonly Role[] };

const CASE_ROLES = ['inspector', 'supervisor', 'officer', 'leader'] as const;

/** The left navigation, at most 8 entries for any role. */
const entries: readonly Entry[] = [
  { href: '/', label: 'home', roles: [...CASE_ROLES, 'administrator'] },
  { href: '/plans', label: 'plans', roles: ['inspector', 'supervisor', 'leader'] },
  { href: '/inspections', label: 'inspections', roles: CASE_ROLES },
  { href: '/findings', label: 'findings', roles: CASE_ROLES },
  { href: '/schedule', label: 'schedule', roles: CASE_ROLES },
  { href: '/reports', label: 'reports', roles: CASE_ROLES },
  { href: '/units', label: 'units', roles: [...CASE_ROLES, 'administrator'] },
  { href: '/wordings', label: 'wordings', roles: ['supervisor'] },
  { href: '/people', label: 'people', roles: ['administrator'] },
  { href: '/calendar', label: 'calendar', roles: ['administrator'] },
  { href: '/signs', label: 'signs', roles: ['administrator'] },
  { href: '/checklists', label: 'checklists', roles: ['administrator'] },
  { href: '/imports', label: 'imports', roles: ['administrator'] },
  { href: '/settings', label: 'settings', roles: ['administrator'] },
];

const leadsTo = (href: string, path: string): boolean =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);

/** The entries of a role, the one that contains the page marked. `path` is without its query. */
export const navigationFor = (role: Role, path: string) =>
  entries
    .filter(({ roles }) => roles.includes(role))
    .map(({ href, label }) => ({ href, label: `common:navigation.${label}`, current: leadsTo(href, path) }));
