import { standing } from '../findings/evidence-item.js';
import { isPicture } from '../evidence/picture-types.js';
import type { IncomingFile } from '../findings/evidence-item.js';
import type { EvidenceItem, Finding } from '../findings/finding.js';
import type { PhotoPair } from '../findings/photo-pair.js';
import { refuse } from '../shared/errors.js';

/** The fields of the report's form beside a photo of what was wrong. */
export const afterField = (beforeId: string): string => `after-${beforeId}`;
export const pairCaptionField = (beforeId: string): string => `pairCaption-${beforeId}`;

/** The photos of what was wrong: each may stand beside one of the same thing put right. */
export const photosBefore = ({ evidence }: Pick<Finding, 'evidence'>): EvidenceItem[] =>
  standing(evidence).filter((item) => item.purpose === 'finding' && isPicture(item.type));

/**
 * One photo stands beside each photo of what was wrong: where another was chosen without taking out the first, as forms
 * without scripts have it, the later one counts. What is left out belongs to nothing and goes by itself.
 */
export const onePerPlace = <F extends Pick<IncomingFile, 'field'>>(incoming: readonly F[]): F[] =>
  incoming.filter(
    ({ field = '' }, at) =>
      !field.startsWith(afterField('')) || !incoming.slice(at + 1).some((later) => later.field === field),
  );

/**
 * `captions`: what was typed beside each photo, by its id; `caption`: for files by themselves. `kept`, `incoming`: the
 * files of the report.
 */
type Report = {
  caption: string;
  captions: Readonly<Record<string, string>>;
  kept: readonly EvidenceItem[];
  incoming: readonly IncomingFile[];
};

/**
 * Which photos of a report stand beside which of the finding: those sent in the place beside it, now or with the draft.
 * Where there is one photo of each and nobody said anything, they are a pair.
 */
export function pairsOf(
  finding: Pick<Finding, 'evidence' | 'draft'>,
  { caption, captions, kept, incoming }: Report,
): PhotoPair[] {
  const before = photosBefore(finding);
  const captionOf = (photo: EvidenceItem, own: string) => captions[photo.id] || own || photo.caption;
  const stay = (finding.draft?.pairs ?? [])
    .filter(({ afterId }) => kept.some(({ id }) => id === afterId))
    .map((pair) => ({ ...pair, caption: captions[pair.beforeId] || pair.caption }));
  const come = before.flatMap((photo) =>
    incoming
      .filter(({ field }) => field === afterField(photo.id))
      .map((file) => {
        if (!isPicture(file.type))
          refuse(afterField(photo.id), 'remediation:errors.notPhoto', { name: file.name });
        return { beforeId: photo.id, afterId: file.id, caption: captionOf(photo, file.caption ?? '') };
      }),
  );
  if (stay.length + come.length > 0) return [...stay, ...come];
  const [[only, ...others], [after, ...more]] = [
    before,
    [...kept, ...incoming].filter(({ type }) => isPicture(type)),
  ];
  if (only === undefined || after === undefined || others.length + more.length > 0) return [];
  return [{ beforeId: only.id, afterId: after.id, caption: captionOf(only, after.caption || caption) }];
}
