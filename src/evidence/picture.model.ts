import { Schema, model } from 'mongoose';
import { text } from '../database/schema-parts.js';

/** What is known of a picture beside its file, all of it worked out from the original; and what is still to be done. */
const picture = new Schema(
  {
    _id: text,
    sha256: text,
    state: { ...text, enum: ['waiting', 'made', 'unreadable'] },
    /** Until then the work belongs to whoever took it. */
    heldUntil: { type: Date, required: true },
    /** Counts changes of the mask: copies made under an earlier one are not kept. */
    masks: { type: Number, required: true },
    /** When that changed last. */
    maskedAt: Date,
    camera: Schema.Types.Mixed,
    print: String,
    /** The print in four parts, to find prints that differ little. */
    bands: { type: [String], default: undefined },
  },
  { versionKey: false, minimize: false, strict: 'throw', collection: 'pictures' },
);
picture.index({ state: 1, heldUntil: 1 });
picture.index({ maskedAt: 1 }, { sparse: true });
picture.index({ bands: 1 });
picture.index({ sha256: 1 });
export const PictureModel = model('Picture', picture);

/** The copies that people see. */
const copy = new Schema(
  { _id: text, fileId: text, type: text, data: { type: Buffer, required: true } },
  { versionKey: false, strict: 'throw', collection: 'picture_copies' },
);
copy.index({ fileId: 1 });
export const PictureCopyModel = model('PictureCopy', copy);
