import type { Services } from '../services.js';
import { NotFound, refuse, Stale } from '../shared/errors.js';
import { idOf, page, redirect, type Answer, type FormState, type Visit } from '../web/visit.js';
import type { ImportRequest } from './import-kind.js';
import { presentImport, presentImportRecord, presentImports, TABLE } from './imports.presenter.js';
import type { TableFile, Trial } from './imports.service.js';
import { sampleCsv, sampleRows, sampleXlsx } from './sample.js';

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The pages of imports: what the file should hold, a look at it, and taking it. */
export function importPages({ imports }: Services) {
  const nameIn = ({ params }: Visit): string => params['kind'] ?? '';
  const requestOf = ({ actor, fields, query }: Visit): ImportRequest => ({
    actor,
    of: String(fields['of'] ?? query['of'] ?? ''),
    fields,
  });

  /** The file that came with the form, now or with the attempt before. */
  function fileOf({ uploads }: Visit): TableFile {
    const found = uploads.findLast(({ field }) => field === TABLE);
    if (found === undefined) refuse(TABLE, 'imports:fileNeeded');
    return found;
  }

  async function show(visit: Visit, form: FormState, trial?: Trial): Promise<Answer> {
    const kind = imports.kindOf(nameIn(visit));
    const request = requestOf(visit);
    await kind.assertMay(request);
    const back = { href: kind.placeOf(request.of), label: visit.t('imports:toPlace') };
    const context = { kind, of: request.of, back, ...(trial === undefined ? {} : { trial }) };
    return page('imports/form', presentImport(form, context, visit));
  }

  /** A look at the file: nothing is written. With bad rows the page says so and has no button to take it. */
  async function attempt(visit: Visit, otherwise = 422): Promise<Answer> {
    const trial = await imports.attempt(nameIn(visit), requestOf(visit), fileOf(visit));
    const answer = await show(visit, { values: visit.fields, errors: [] }, trial);
    const refused = trial.faults.length > 0 || otherwise === 409;
    return answer.kind === 'page' && refused ? { ...answer, status: otherwise } : answer;
  }

  return {
    show: (visit: Visit, form: FormState) => show(visit, form),
    attempt: (visit: Visit) => attempt(visit),

    async take(visit: Visit): Promise<Answer> {
      const id = String(visit.fields['id'] ?? '');
      try {
        const record = await imports.take(nameIn(visit), requestOf(visit), fileOf(visit), id);
        return redirect(`/imports/records/${record.id}`);
      } catch (error) {
        // Something has changed since the file was looked at: the look is shown anew, as it is now.
        if (error instanceof Stale) return attempt(visit, 409);
        throw error;
      }
    },

    async sample(visit: Visit): Promise<Answer> {
      const kind = imports.kindOf(nameIn(visit));
      await kind.assertMay(requestOf(visit));
      const rows = sampleRows(kind.columns, (column) => visit.t(`${kind.words}.column.${column}`));
      const ending = visit.params['ending'] ?? '';
      if (ending !== 'csv' && ending !== 'xlsx') throw new NotFound(`sample.${ending}`);
      return {
        kind: 'file',
        body: ending === 'csv' ? sampleCsv(rows) : await sampleXlsx(rows),
        headers: {
          'Content-Type': ending === 'csv' ? 'text/csv; charset=utf-8' : sheetType,
          'Content-Disposition': `attachment; filename="${kind.name}.${ending}"`,
        },
      };
    },

    list: async (visit: Visit): Promise<Answer> => {
      const kinds = imports.offered(visit.actor);
      if (kinds.length === 0) throw new NotFound('imports');
      return page('imports/list', presentImports(kinds, await imports.last(visit.actor), visit));
    },

    record: async (visit: Visit): Promise<Answer> => {
      const record = await imports.record(visit.actor, idOf(visit));
      return page('imports/record', presentImportRecord(record, imports.kindOf(record.kind), visit));
    },
  };
}
