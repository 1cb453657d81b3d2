/**
 * What an administrator keeps, by what he looks for. The page of the settings and his home print it, each page of the
 * settings takes its name from it, and no other list of these pages exists.
 */
const contents = {
  people: {
    people: { href: '/people', title: 'people:title' },
    invitations: { href: '/invitations', title: 'invitations:title' },
    units: { href: '/units', title: 'units:title' },
    rearrangements: { href: '/units/rearrangements', title: 'rearrangements:title' },
  },
  rules: {
    limits: { href: '/settings/limits', title: 'settings:section.limits' },
    terms: { href: '/settings/terms', title: 'settings:section.terms' },
    calendar: { href: '/calendar', title: 'calendar:title' },
  },
  lists: {
    signs: { href: '/signs', title: 'signs:title' },
    checklists: { href: '/checklists', title: 'checklists:title' },
    bases: { href: '/settings/legal-bases', title: 'settings:section.bases' },
    measures: { href: '/settings/measures', title: 'settings:section.measures' },
  },
  papers: {
    general: { href: '/settings/general', title: 'settings:section.general' },
    signers: { href: '/settings/signers', title: 'settings:section.signers' },
    templates: { href: '/settings/report-templates', title: 'settings:section.templates' },
  },
  files: {
    space: { href: '/settings/space', title: 'settings:section.space' },
    integrity: { href: '/settings/integrity', title: 'integrity:reading' },
    viruses: { href: '/settings/viruses', title: 'viruses:title' },
  },
  system: {
    jobs: { href: '/settings/jobs', title: 'settings:section.jobs' },
    outbox: { href: '/settings/outbox', title: 'mail:title' },
    connections: { href: '/settings/connections', title: 'connections:title' },
    counts: { href: '/settings/counts', title: 'recounts:title' },
    imports: { href: '/imports', title: 'imports:title' },
    shipped: { href: '/shipped', title: 'shipped:title' },
    history: { href: '/settings/history', title: 'settings:section.history' },
  },
} as const;

type Contents = typeof contents;
type NameIn<Group extends keyof Contents> = Group extends unknown ? keyof Contents[Group] & string : never;
export type SettingsPage = NameIn<keyof Contents>;

/** By groups; each page with its address and the key of its title. */
export const settingsContents: Readonly<
  Record<string, Readonly<Record<string, { href: string; title: string }>>>
> = contents;
