import type { Router } from 'express';
import { posted, shownForm, type ShowForm } from './handle.js';
import { idOf, redirect, type Visit } from './visit.js';

/** Takes the step for the thing whose id stands in the address; gives back the wording that its page then says once. */
type Step = (visit: Visit, id: string) => Promise<string>;

/**
 * The steps of one kind of thing, each a noun with its own address: `/findings/:id/withdrawal`. Once it is taken, the
 * reader stands on the thing's page again.
 */
export function stepsOf(router: Router, things: string) {
  const onPost = (path: string, showForm: ShowForm, step: Step) =>
    router.post(
      path,
      posted(showForm, async (visit) => redirect(`${things}/${idOf(visit)}`, await step(visit, idOf(visit)))),
    );

  return {
    /** A step that is one button on the thing's page: what is wrong with it is said there. */
    button(noun: string, showPage: ShowForm, step: Step): void {
      onPost(`${things}/:id/${noun}`, showPage, step);
    },

    /** A step that asks something first, at its own address. */
    form(noun: string, showForm: ShowForm, step: Step): void {
      router.get(`${things}/:id/${noun}`, shownForm(showForm));
      onPost(`${things}/:id/${noun}`, showForm, step);
    },

    /** The thing itself is sent again, to its own address. */
    itself(showForm: ShowForm, step: Step): void {
      onPost(`${things}/:id`, showForm, step);
    },
  };
}
