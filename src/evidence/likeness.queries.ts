import { findingNumber, type EvidenceItem, type Finding } from '../findings/finding.js';
import { FindingModel } from '../findings/finding.model.js';
import type { Actor } from '../policies/actor.js';
import { maySee } from '../policies/visibility.js';
import type { Bilingual } from '../shared/language.js';
import { PictureModel } from './picture.model.js';
import { isPicture } from './picture-types.js';
import type { PicturesService } from './pictures.service.js';
import { bandsOf, byTelling, distance, isNear, tellsNothing, type Alike } from './similarity.js';

/** Another picture like one of these. What the reader may not see is told of, not shown. */
export type Likeness = {
  item: EvidenceItem;
  /** Byte for byte, or only to look at. */
  same: boolean;
  otherUnit: boolean;
  other: { item: EvidenceItem; findingId: string; number: string; unit: Bilingual } | undefined;
};

type Ranked = { likeness: Likeness; alike: Alike };

type Candidate = { _id: string; sha256: string; print?: string };
type Holder = Pick<Finding, 'inspectionNumber' | 'ordinal' | 'unit' | 'readers' | 'evidence'> & {
  _id: string;
};

/** So many are told of for one picture. */
const MOST = 5;

async function candidatesFor(item: EvidenceItem, print: string | undefined): Promise<Candidate[]> {
  const bands = print === undefined || tellsNothing(print) ? [] : bandsOf(print);
  const like = { $or: [{ sha256: item.sha256 }, ...(bands.length === 0 ? [] : [{ bands: { $in: bands } }])] };
  const found = await PictureModel.find(like, { sha256: 1, print: 1 }).lean<Candidate[]>();
  return found.filter(
    (one) =>
      one._id !== item.id &&
      (one.sha256 === item.sha256 || (print !== undefined && bands.length > 0 && isNear(print, one.print))),
  );
}

/** A case that only the people named on it know of is not told of at all. */
const isSealed = ({ readers }: Holder): boolean => !readers.some((key) => key.startsWith('area:'));

const holdersOf = (ids: readonly string[]): Promise<Holder[]> =>
  FindingModel.find(
    { 'evidence.id': { $in: [...ids] } },
    { inspectionNumber: 1, ordinal: 1, unit: 1, readers: 1, evidence: 1 },
  ).lean<Holder[]>();

type Asked = { item: EvidenceItem; print: string | undefined; unitId: string };

function told({ item, print, unitId }: Asked, holder: Holder, one: Candidate, actor: Actor): Ranked[] {
  const other = holder.evidence.find(({ id }) => id === one._id);
  if (other === undefined || isSealed(holder)) return [];
  const seen = maySee(actor, holder.readers)
    ? { item: other, findingId: holder._id, number: findingNumber(holder), unit: holder.unit.name }
    : undefined;
  const same = one.sha256 === item.sha256;
  const bits = print === undefined || one.print === undefined ? 0 : distance(print, one.print);
  const ofThisFinding = holder.evidence.some(({ id }) => id === item.id);
  const likeness = { item, same, otherUnit: holder.unit.id !== unitId, other: seen };
  return [{ likeness, alike: { same, hidden: seen === undefined, ofThisFinding, bits } }];
}

/** Pictures of other findings, or of this one, that are like these: whoever verifies judges what that means. */
export async function picturesLike(
  actor: Actor,
  items: readonly EvidenceItem[],
  unitId: string,
  pictures: Pick<PicturesService, 'known'>,
): Promise<Likeness[]> {
  const found: Likeness[] = [];
  for (const item of items.filter(({ type }) => isPicture(type))) {
    const known = await pictures.known(item);
    if (known === undefined) continue;
    const candidates = await candidatesFor(item, known.print);
    const holders = await holdersOf(candidates.map(({ _id }) => _id));
    const asked = { item, print: known.print, unitId };
    const likes = holders.flatMap((holder) => candidates.flatMap((one) => told(asked, holder, one, actor)));
    const first = likes.sort((a, b) => byTelling(a.alike, b.alike)).slice(0, MOST);
    found.push(...first.map(({ likeness }) => likeness));
  }
  return found;
}
