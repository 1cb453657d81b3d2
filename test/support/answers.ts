import { newId } from '../../src/shared/ids.js';
import type { Office, Staff } from './office.js';

/** Answers what is left of a checklist as not checked: nobody concludes while something is unanswered. */
export async function answerTheRest({ services }: Office, { head }: Staff, id: string): Promise<void> {
  const { answers, inspections, sheets } = services;
  const by = { personId: head.id, name: head.name, post: head.posts[0]! };
  for (const { codes } of await sheets.unanswered(await inspections.load(by, id)))
    for (const code of codes) {
      const stored = await answers.find(id, code);
      const { note = '', counts = {}, good = false } = stored ?? {};
      const sent = { version: stored?.version ?? 0, write: newId() };
      await answers.give(by, id, code, sent, { outcome: 'not_checked', note, counts, good });
    }
}
