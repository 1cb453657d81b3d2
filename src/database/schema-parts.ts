// What most stored documents are made of, for their schemas.

/** A text that must be there. */
export const text = { type: String, required: true } as const;

/** A text in both languages. */
export const bilingual = { type: { vi: String, en: String, _id: false }, required: true };
