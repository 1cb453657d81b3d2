import { exportAnswer } from '../exports/answer.js';
import type { FileFormat } from '../exports/table-file.js';
import { judgeDays } from '../findings/lamp.js';
import { allowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { dayOf } from '../shared/dates.js';
import { oneOf } from '../shared/filter.js';
import { readKey } from '../shared/paging.js';
import { describeFilter } from '../web/list-page.js';
import { page, type Answer, type FormState, type Visit } from '../web/visit.js';
import { differingFile, presentDiffering } from './differing.presenter.js';
import { extensionColumns, LIST, presentExtensions } from './extension-list.presenter.js';
import { ofAuthority } from './extension.js';
import { countExtensions, everyExtension, extensionViews, listExtensions } from './extension.queries.js';

/** Whoever may decide for the authority of his post. */
const decides = ({ actor }: Visit): boolean =>
  allowed(actor, 'extension.decide', ofAuthority(actor.post.unitId));

/** The pages of requests for more time. */
export function extensionPages({ timing, kept, moves }: Services) {
  const viewOf = ({ query }: Visit) => oneOf(extensionViews, query['view']) ?? 'asked';

  return {
    list: async (visit: Visit): Promise<Answer> => {
      const { actor } = visit;
      const view = viewOf(visit);
      const today = dayOf(visit.now);
      const [list, count, timer] = await Promise.all([
        listExtensions(actor, view, readKey(visit.query['key'])),
        kept(`extensions ${view} ${actor.post.role} ${actor.post.unitId} ${actor.personId}`, () =>
          countExtensions(actor, view),
        ),
        timing.timer(today),
      ]);
      const judgeDay = judgeDays(today, timer);
      const listing = { view, count, judgeDay, mayDecide: decides(visit) };
      return page('extensions/list', presentExtensions(list, listing, visit));
    },

    differing: async (visit: Visit, form: FormState): Promise<Answer> =>
      page('extensions/differing', presentDiffering(await moves.differing(visit.actor), form, visit)),

    differingFile: async (visit: Visit) => differingFile(await moves.differing(visit.actor), visit),

    file:
      (format: FileFormat) =>
      async (visit: Visit): Promise<Answer> => {
        const view = viewOf(visit);
        const told = describeFilter(LIST, { filter: { view }, names: new Map() }, visit);
        const list = { title: visit.t('extensions:list'), columns: extensionColumns(visit), filter: told };
        const rows = everyExtension(visit.actor, view);
        return exportAnswer('extensions', format, { ...list, rows }, visit);
      },
  };
}
