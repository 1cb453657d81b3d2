import type { EvidenceItem } from '../findings/finding.js';
import type { Actor } from '../policies/actor.js';
import { keysOf, type ReaderKey } from '../policies/visibility.js';
import type { CompiledReport } from '../reports/report.js';
import type { Clock } from '../shared/clock.js';
import { dayOf, type Day } from '../shared/dates.js';
import { refuse } from '../shared/errors.js';
import type { PhotosInput } from './filing.form.js';
import type { Filing } from './filing.js';
import type { FilingsService } from './filings.service.js';
import { choiceAfter, standingPairs, type OfferedPair } from './photo-choice.js';

export type FilingPhotosDeps = {
  clock: Clock;
  filings: FilingsService;
  /** The report of a unit and term as the record stands. */
  report: (actor: Actor, unitCode: string, term: string) => Promise<CompiledReport>;
  closedPairs: (keys: readonly ReaderKey[], period: Pick<Filing, 'from' | 'to'>) => Promise<OfferedPair[]>;
  /** A photo as it is printed, under its mask; undefined where nobody may open it. */
  photoOf: (item: EvidenceItem) => Promise<Uint8Array | undefined>;
  /** As many pairs may be chosen by the rules of a day. */
  most: (day: Day) => Promise<number>;
};

/** A pair with the photos that are printed. */
export type PrintedPair = OfferedPair & { photos: [Uint8Array, Uint8Array] };

/** The photos before and after that the author of a report chooses for its annex. */
export function filingPhotosService(deps: FilingPhotosDeps) {
  const { filings } = deps;

  /** Only of what the report counts as closed, so that photo and figure never contradict each other. */
  async function offered(actor: Actor, filing: Filing): Promise<OfferedPair[]> {
    const [report, pairs] = await Promise.all([
      deps.report(actor, filing.unit.code, filing.code),
      deps.closedPairs(keysOf(actor), filing),
    ]);
    const counted = new Set(report.lists.closed.map(({ id }) => id));
    return pairs.filter(({ finding }) => counted.has(finding.id));
  }

  const chosen = async (actor: Actor, filing: Filing): Promise<OfferedPair[]> =>
    filing.photos === undefined ? [] : standingPairs(await offered(actor, filing), filing.photos);

  async function printed(actor: Actor, filing: Filing): Promise<PrintedPair[]> {
    const found: PrintedPair[] = [];
    for (const pair of await chosen(actor, filing)) {
      const [before, after] = [await deps.photoOf(pair.before), await deps.photoOf(pair.after)];
      if (before !== undefined && after !== undefined) found.push({ ...pair, photos: [before, after] });
    }
    return found;
  }

  const most = (): Promise<number> => deps.most(dayOf(deps.clock.now()));

  return {
    offered,

    /** Those of the chosen pairs that may still be printed. */
    chosen,

    most,

    async choose(actor: Actor, id: string, input: PhotosInput): Promise<Filing> {
      const pairs = await offered(actor, await filings.load(actor, id));
      const limit = await most();
      return filings.step(actor, id, input.version, 'choose', (filing) => {
        const photos = choiceAfter(pairs, filing.photos, input);
        if (photos.length > limit)
          refuse('pairs', 'filings:errors.tooManyPhotos', { most: limit, chosen: photos.length });
        const { photos: _before, ...rest } = filing;
        return photos.length === 0 ? rest : { ...rest, photos };
      });
    },

    /** What a draft prints. */
    printed,

    /** What the paper prints that is issued: all that was chosen, as the leader accepted it, or nothing is issued. */
    async printedWhole(actor: Actor, filing: Filing): Promise<PrintedPair[]> {
      const found = await printed(actor, filing);
      if (found.length < (filing.photos ?? []).length) refuse('main', 'filings:errors.photosGone');
      return found;
    },
  };
}
export type FilingPhotosService = ReturnType<typeof filingPhotosService>;
