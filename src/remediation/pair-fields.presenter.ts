import { presentEvidence } from '../evidence/evidence.presenter.js';
import { presentFileField } from '../evidence/file-field.presenter.js';
import type { Finding } from '../findings/finding.js';
import { fieldMaker } from '../shared/fields.js';
import type { Fields } from '../shared/form.js';
import type { FormState, Visit } from '../web/visit.js';
import { afterField, pairCaptionField, photosBefore } from './pairing.js';

/** The captions of the draft, as the form takes them. */
export const captionFields = ({ draft }: Pick<Finding, 'draft'>): Fields =>
  Object.fromEntries(
    (draft?.pairs ?? []).map(({ beforeId, caption }) => [pairCaptionField(beforeId), caption]),
  );

/** Beside each photo of what was wrong a place for one of the same thing put right, and one caption for both. */
export function presentPairFields(finding: Finding, values: Fields, { errors }: FormState, visit: Visit) {
  const { t, language, uploads } = visit;
  const field = fieldMaker(t, values, errors);
  const kept = new Set([values['linked'] ?? []].flat());
  return photosBefore(finding).map((photo) => {
    const after = (finding.draft?.pairs ?? []).filter(({ beforeId }) => beforeId === photo.id);
    const files = finding.draft?.files.filter(({ id }) => after.some(({ afterId }) => afterId === id)) ?? [];
    return {
      before: presentEvidence([photo], language, t)[0],
      // What is ticked here stays a proof of the draft; see the list of its files.
      after: presentEvidence(
        files.filter(({ id }) => kept.has(id)),
        language,
        t,
      ),
      file: {
        ...presentFileField(afterField(photo.id), 'remediation:field.after', uploads, errors, visit),
        isTold: false,
        multiple: false,
      },
      caption: field(pairCaptionField(photo.id), { label: 'remediation:field.pairCaption', required: false }),
    };
  });
}
