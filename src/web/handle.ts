import type { Request, RequestHandler } from 'express';
import { Forbidden, Invalid, Stale } from '../shared/errors.js';
import { fieldsOf, type Fields } from '../shared/form.js';
import { conflictBetween, versionOf, withLabels } from './conflict.js';
import type { Door } from './door.js';
import { send } from './respond.js';
import type { Answer, FormState, Visit } from './visit.js';
import { emptyForm, redirect } from './visit.js';

/** A visit by somebody who may not have signed in. */
export type OpenVisit = Omit<Visit, 'actor'>;
export type Act<V> = (visit: V, door: Door) => Promise<Answer> | Answer;
/** Shows a form, for the first time as after something was wrong with it. */
export type ShowForm<V = Visit> = (visit: V, form: FormState) => Promise<Answer> | Answer;

const strings = (source: object): Record<string, string> => {
  const result = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(source)) {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value;
    if (typeof last === 'string') result[name] = last;
  }
  return result;
};

function visitOf(req: Request): OpenVisit {
  const { language, t, now, uploads, uploadErrors } = req.visitor;
  const { _csrf, ...fields } = fieldsOf(req.body);
  return {
    language,
    t,
    now,
    address: req.ip ?? '',
    uploads,
    uploadErrors,
    params: strings(req.params),
    query: strings(req.query),
    fields,
    range: req.get('range') ?? '',
    authorization: req.get('authorization') ?? '',
  };
}

const signInFirst = (req: Request): Answer =>
  redirect(req.method === 'GET' ? `/sign-in?next=${encodeURIComponent(req.originalUrl)}` : '/sign-in');

/** A page for people who have signed in, and have a password of their own. */
export const signedIn =
  (act: Act<Visit>): RequestHandler =>
  async (req, res) => {
    const { person, actor, door } = req.visitor;
    if (person === undefined) return send(req, res, signInFirst(req));
    if (person.mustChangePassword && req.path !== '/password') return send(req, res, redirect('/password'));
    if (actor === undefined) throw new Forbidden('this person holds no post');
    if (req.method === 'GET') req.visitor.beginFrame();
    return send(req, res, await act({ ...visitOf(req), actor }, door));
  };

/** A page for everybody. */
export const open =
  (act: Act<OpenVisit>): RequestHandler =>
  async (req, res) =>
    send(req, res, await act(visitOf(req), req.visitor.door));

/** The page of a form before anything is typed; files that an earlier try of it has left are offered. */
export const shownForm = (showForm: ShowForm): RequestHandler => {
  const show = signedIn((visit) => showForm(visit, emptyForm));
  return async (req, res, next) => {
    req.visitor.uploads = await req.visitor.filesLeft();
    return show(req, res, next);
  };
};

/** What was typed, without passwords: those are never sent back. */
const withoutSecrets = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !/password/i.test(name)));

const withStatus = (answer: Answer, status: number, more: object = {}): Answer =>
  answer.kind === 'page' ? { ...answer, status, page: { ...withLabels(answer.page), ...more } } : answer;

/**
 * A posted form. Wrong input shows the page again with what was typed and what is wrong (422). When somebody else has
 * saved first, it shows both versions (409): `showForm` without values says what is stored now, and the form that is
 * sent next carries the stored version, for its sender has seen it.
 */
export function submitted<V extends OpenVisit>(showForm: ShowForm<V>, act: Act<V>): Act<V> {
  return async (visit, door) => {
    try {
      if (visit.uploadErrors.length > 0) throw new Invalid(visit.uploadErrors);
      return await act(visit, door);
    } catch (error) {
      const values = withoutSecrets(visit.fields);
      if (error instanceof Invalid)
        return withStatus(await showForm(visit, { values, errors: error.errors }), 422);
      if (!(error instanceof Stale)) throw error;
      const stored = await showForm(visit, { values: {}, errors: [] });
      const errors = [{ field: 'main', message: 'errors:stale' }];
      const again = await showForm(visit, { values: { ...values, version: versionOf(stored) }, errors });
      return withStatus(again, 409, { conflict: conflictBetween(visit.t, stored, again) });
    }
  };
}

/** A form posted by somebody who has signed in. */
export const posted = (showForm: ShowForm, act: Act<Visit>): RequestHandler =>
  signedIn(submitted(showForm, act));
