import { createHash } from 'node:crypto';
import type { EvidenceItem } from '../../src/findings/finding.js';
import type { Author } from '../../src/policies/actor.js';
import { newId } from '../../src/shared/ids.js';

/** A photo as a finding keeps it. There is no file behind it: lists and reports read none. */
export function evidenceOf(
  by: Author,
  receivedAt: Date,
  purpose: EvidenceItem['purpose'],
  next: () => number,
): EvidenceItem {
  const id = newId();
  return {
    id,
    name: `anh-${id.slice(0, 6)}.jpg`,
    type: 'image/jpeg',
    size: 80_000 + Math.floor(next() * 900_000),
    sha256: createHash('sha256').update(id).digest('hex'),
    caption: 'Ảnh chụp tại chỗ',
    receivedAt,
    by,
    purpose,
  };
}
