import { Schema, model } from 'mongoose';
import type { Upload } from '../web/visit.js';
import { gridFiles, type WholeGridFile } from './grid-files.repository.js';

/** Files as GridFS keeps them, found here by the form that they came with; only those that belong to nothing have one. */
const left = new Schema(
  { _id: { type: String, required: true } },
  { versionKey: false, collection: 'evidence.files', strict: false, autoCreate: false },
);
left.index({ 'metadata.form.path': 1 }, { sparse: true });
model('LeftFile', left);

const uploadOf = ({ _id: id, filename: name, length: size, metadata }: WholeGridFile): Upload => {
  const { type, sha256, form } = metadata;
  return { id, field: form?.field ?? '', name, type, size, sha256 };
};

/**
 * Whole files of a form that its sender began and that came to nothing, in the order in which they came. What he has sent
 * once more with success is not offered again.
 */
export async function leftOn(ownerId: string, form: string, since: Date): Promise<Upload[]> {
  const theirs = { 'metadata.form.path': form, 'metadata.ownerId': ownerId, uploadDate: { $gte: since } };
  const found = (await gridFiles()
    .find(theirs)
    .sort({ uploadDate: 1, filename: 1 })
    .toArray()) as WholeGridFile[];
  if (found.length === 0) return [];
  const hashes = found.map(({ metadata }) => metadata.sha256);
  const taken = {
    'metadata.sha256': { $in: hashes },
    'metadata.ownerId': ownerId,
    'metadata.pending': false,
  };
  const again = new Set<unknown>(await gridFiles().distinct('metadata.sha256', taken));
  return found.filter(({ metadata }) => !again.has(metadata.sha256)).map(uploadOf);
}
