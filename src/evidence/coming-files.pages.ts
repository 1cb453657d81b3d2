import { knownTo } from '../inspections/disclosure.js';
import { subjectOf } from '../inspections/inspection.js';
import { assertAllowed } from '../policies/policy.js';
import type { Services } from '../services.js';
import { idOf, page, redirect, wasSent, type Answer, type FormState, type Visit } from '../web/visit.js';
import { presentComingFiles } from './coming-files.presenter.js';

/** The page of files that are on their way to a case. */
export const comingFilesForm =
  ({ inspections, comingFiles }: Services) =>
  async (visit: Visit, form: FormState): Promise<Answer> => {
    const inspection = knownTo(visit.actor, await inspections.load(visit.actor, idOf(visit)));
    assertAllowed(visit.actor, 'inspection.give_up_files', subjectOf(inspection));
    const coming = await comingFiles.of(inspection);
    // The last of them may have arrived while somebody was on the way to this page.
    if (coming.length === 0 && !wasSent(visit))
      return redirect(`/inspections/${inspection.id}`, 'uploads:coming.none');
    return page('inspections/act', presentComingFiles(form, inspection, coming, visit));
  };
