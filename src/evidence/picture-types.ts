/**
 * Types of which copies are made to be looked at. Whether a HEIC can be read depends on what it is coded with: the
 * prebuilt library reads AV1 and not the patented HEVC of telephones; a library built with that reads both.
 */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/heic'];

/** Files that pages show copies of: pictures, and the first page of a PDF. */
export const isShown = (type: string): boolean => pictureTypes.includes(type) || type === 'application/pdf';

/** The longer side of each copy, in pixels: for lists, for a page, and to look closely or take along. */
export const pictureSides = { small: 480, medium: 1280, large: 2560 } as const;
export type PictureSize = keyof typeof pictureSides;
export const pictureSizes = Object.keys(pictureSides) as PictureSize[];

/** Where the copy for lists is found. */
export const thumbnailOf = (id: string): string => `/evidence/${id}/thumbnail`;

/** For so many seconds a browser shows a copy again without asking. */
export const KEPT_BY_BROWSERS = 600;

/** What a player in the page plays. */
export const isPlayed = (type: string): boolean => /^(audio|video)\//.test(type);
export const isPicture = (type: string): boolean => type.startsWith('image/');
