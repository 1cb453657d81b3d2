import type { Readable } from 'node:stream';
import type { Actor } from '../policies/actor.js';
import type { FieldError } from '../shared/errors.js';
import type { Fields } from '../shared/form.js';
import type { Language, Translate } from '../shared/language.js';

/** A request as a feature sees it: who, in which language, when, and what was sent. No express in here. */
export type Visit = {
  actor: Actor;
  language: Language;
  t: Translate;
  now: Date;
  /** From which address on the network; empty when the line is gone already. */
  address: string;
  /** Parts of the path, `:id`. */
  params: Record<string, string>;
  /** The query of the address; repeated names keep the last value. */
  query: Record<string, string>;
  /** The form that was posted; empty for GET. */
  fields: Fields;
  /** The part of a file that a player asks for, as its header says. */
  range?: string;
  /** How another system makes itself known, as the header says. */
  authorization?: string;
  /** Files that came with a multipart form, already stored and hashed. */
  uploads: Upload[];
  /** Files of the form that were refused, by name; the form is shown again with these messages. */
  uploadErrors: FieldError[];
};

/** A file that multer has streamed into the store, before it belongs to a case. */
export type Upload = {
  id: string;
  field: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  /** What the sender says of this one file. */
  caption?: string;
  /** It came with an earlier try of the form, and is offered: whether it is wanted, nobody has said yet. */
  isLeft?: boolean;
};

/** What a page function gives back. The shell turns it into HTTP. */
export type Answer =
  | { kind: 'page'; view: string; page: Page; status: number }
  | { kind: 'redirect'; to: string; notice?: string }
  | { kind: 'file'; body: Readable | Buffer; headers: Record<string, string>; status?: number }
  | { kind: 'data'; body: Record<string, unknown>; status: number };

/** Everything that a template prints; `title` is the one h1 and the window's title, `caption` the short line above it. */
export type Page = { title: string; caption?: string | null } & Record<string, unknown>;

export const page = (view: string, content: Page, status = 200): Answer => ({
  kind: 'page',
  view,
  page: content,
  status,
});

/** 303 to a page. `notice` is a wording key said once on the next page. */
export const redirect = (to: string, notice?: string): Answer => ({
  kind: 'redirect',
  to,
  ...(notice === undefined ? {} : { notice }),
});

/** For the scripts of a page: JSON, kept by nobody. */
export const data = (body: Record<string, unknown>, status = 200): Answer => ({ kind: 'data', body, status });

/** True for a form that was posted, false for a page that is only looked at. */
export const wasSent = ({ fields }: Pick<Visit, 'fields'>): boolean => Object.keys(fields).length > 0;

/** A form as it is shown: what stands in its fields and what is wrong with them. */
export type FormState = { values: Fields; errors: FieldError[] };
export const emptyForm: FormState = { values: {}, errors: [] };
/** Whether it comes back with what somebody typed. */
export const hasValues = ({ values }: FormState): boolean => Object.keys(values).length > 0;

/** The id in the path of one thing's page; empty, and so of nothing, when the path has none. */
export const idOf = ({ params }: Pick<Visit, 'params'>): string => params['id'] ?? '';
