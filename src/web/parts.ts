/** Shapes of the parts that presenters make and views/components print. */
export type Tone = 'plain' | 'action' | 'good' | 'amber' | 'alarm' | 'sealed';
export type TagView = { text: string; tone: Tone };
export type LampView = { tone: string; shape: string; text: string };
export type LinkView = { href: string; label: string };
export type ActionView = {
  label: string;
  href: string;
  post: boolean;
  fields: { name: string; value: string }[];
};
export type PageActions = {
  main: ActionView | null;
  more: ActionView[];
  /** Next steps that are not possible yet, and why. */
  blocked: { label: string; whys: { why: string; href: string | null }[] }[];
};
export type FactView = { label: string; text: string; href: string | null };
export type StepView = { label: string; note: string; state: 'done' | 'current' | 'todo'; status: string };
export type ClearsColumn = {
  title: string;
  lines: { label: string; text: string; href: string | null; lamp: LampView | null }[];
};
export type TaskView = {
  href: string;
  what: string;
  under: string;
  lamp: LampView | null;
  tag: TagView | null;
  action: LinkView | null;
};
export type CaseFacts = {
  unit: string;
  unitHref: string | null;
  unitNote: string;
  tags: TagView[];
  lamp: LampView | null;
  day: string;
  lines: string[];
};
export type TimelineEvent = {
  at: string;
  iso: string;
  title: string;
  by: string;
  post: string;
  reason: string;
  tone: Tone;
  changes: { label: string; before: string; after: string }[];
  files: { href: string; name: string }[];
};

export const link = (label: string, href: string): ActionView => ({ label, href, post: false, fields: [] });

/** A small form that posts the version of the page it stands on. */
export const post = (label: string, href: string, version: number): ActionView => ({
  label,
  href,
  post: true,
  fields: [{ name: 'version', value: String(version) }],
});

/** The steps that are possible now: the first is the filled button, the rest stands under "More". */
export const actionsFrom = (steps: ActionView[], blocked: PageActions['blocked'] = []): PageActions => ({
  main: steps[0] ?? null,
  more: steps.slice(1),
  blocked,
});
