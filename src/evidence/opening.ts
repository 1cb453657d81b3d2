import { Disposed } from '../shared/errors.js';
import type { Day } from '../shared/dates.js';
import type { FileState } from '../viruses/verdict.js';
import type { VirusesService } from '../viruses/viruses.service.js';

type File = { id: string; sha256: string };
/** Whether a file may be opened, and if not, why. */
export type Openness = FileState | 'disposed';
export type DecisionOn = (fileId: string) => Promise<{ number: string; on: Day } | undefined>;

/** Which files may be opened: none that was disposed of, and none that is shut because of a virus. */
export function openingOf(viruses: Pick<VirusesService, 'stateOf' | 'assertOpen'>, decisionOn: DecisionOn) {
  return {
    /** The decision by which a file was disposed of. */
    decisionOn,

    stateOf: async (file: File): Promise<Openness> =>
      (await decisionOn(file.id)) === undefined ? viruses.stateOf(file) : 'disposed',

    /** Throws for a file that nobody may open. */
    async assertOpen(file: File): Promise<void> {
      const decision = await decisionOn(file.id);
      if (decision !== undefined)
        throw new Disposed(`disposed of by decision ${decision.number} of ${decision.on}`);
      await viruses.assertOpen(file);
    },
  };
}
