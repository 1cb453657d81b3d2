import type { InTransaction, Transaction } from '../database/connect.js';
import type { FindingsRepository } from '../findings/findings.repository.js';
import type { CaseStep } from '../inspections/case-step.js';
import { namedOn, type Inspection } from '../inspections/inspection.js';
import type { Missing } from '../inspections/missing.js';
import type { InspectionsRepository } from '../inspections/inspections.repository.js';
import type { Actor } from '../policies/actor.js';
import { keysOf } from '../policies/visibility.js';
import { NotFound, refuse } from '../shared/errors.js';
import { namesOf, type ComingFile } from './coming-file.js';
import type { GiveUpInput } from './coming-files.form.js';
import type { parcelsRepository } from './parcels.repository.js';

export type ComingFilesDeps = {
  inTransaction: InTransaction;
  step: CaseStep;
  inspections: Pick<InspectionsRepository, 'find'>;
  findings: Pick<FindingsRepository, 'allOf'>;
  parcels: Pick<typeof parcelsRepository, 'comingTo' | 'giveUp'>;
};

/** Files that people of a case have begun to send to it: it does not end without them, unless they are given up. */
export function comingFilesService({ inTransaction, step, inspections, findings, parcels }: ComingFilesDeps) {
  /** Only those of the people named on it: nobody else may hold a case up by beginning to send something. */
  async function comingTo(inspection: Inspection, tx: Transaction): Promise<ComingFile[]> {
    const found = await findings.allOf(inspection.id, tx);
    return parcels.comingTo([inspection.id, ...found.map(({ id }) => id)], namedOn(inspection), tx);
  }
  const of = (inspection: Inspection): Promise<ComingFile[]> =>
    inTransaction((tx) => comingTo(inspection, tx));

  return {
    of,

    /** The same as what is missing before a case ends, with the place to wait for them or to give them up. */
    async missing(inspection: Inspection, tx: Transaction): Promise<Missing[]> {
      const { length: count } = await comingTo(inspection, tx);
      const href = `/inspections/${inspection.id}/files`;
      return count === 0 ? [] : [{ message: 'missing:files', values: { count }, href }];
    },

    /** Does without files that will not come: which, and why, is kept in the history of the case. */
    async giveUp(actor: Actor, id: string, { version, files, reason }: GiveUpInput): Promise<Inspection> {
      const inspection = await inspections.find(id, keysOf(actor));
      if (inspection === undefined) throw new NotFound(`inspection ${id}`);
      const given = (await of(inspection)).filter((file) => files === 'all' || file.id === files);
      if (given.length === 0) refuse('files', 'uploads:errors.notComing');
      const why = `${namesOf(given)}: ${reason}`;
      return step(actor, { id, seen: version, act: 'give_up_files', reason: why }, async (_b, _t, tx) => {
        await parcels.giveUp(
          given.map((file) => file.id),
          tx,
        );
        return {};
      });
    },
  };
}
export type ComingFilesService = ReturnType<typeof comingFilesService>;
