import type { Language } from '../shared/language.js';

/** An official paper as data: everything that it prints, in its order. Drawn by paper.pdf.ts and by nothing else. */
export type Paper = {
  language: Language;
  /** For the file's properties. */
  title: string;
  author: string;
  madeAt: Date;
  /** What is boxed above the paper while it is no final one. */
  mark: string | null;
  head: Head;
  /** The paper's type, BÁO CÁO, and what it is about (trích yếu). A letter (công văn) has none: both are empty. */
  type: string;
  about: string;
  addressed: { label: string; to: string[] } | null;
  blocks: Block[];
  closing: Closing;
  annexes: Annex[];
  /** How anybody finds out whether the paper is genuine, at the end of its last page. */
  proof?: Proof;
  /** Files that the paper carries, such as its figures for other programs. */
  attached?: Attached[];
};

/** The address that the square code holds, what it says to those who do not see it, and the lines beside it. */
export type Proof = { address: string; alt: string; lines: string[] };

/** `about` says what the file is to the paper, in the paper's language. */
export type Attached = { name: string; type: string; about: string; text: string };

export type Head = {
  /** Cơ quan chủ quản; empty when there is none. */
  superior: string[];
  issuer: string[];
  country: string;
  motto: string;
  number: string;
  /** What a letter is about, below its number (V/v …). */
  subject?: string;
  /** Empty for minutes: they say in their text when and where. */
  placeAndDate: string;
};

/** A place for a signature: in what capacity, and the name below it, empty until it is known. */
export type Signing = { authority: string[]; note?: string; name: string };

export type Closing = {
  recipientsLabel: string;
  recipients: string[];
  /** TM., KT., TL. and the post, one per line. */
  authority: string[];
  /** Empty until somebody signs. */
  name: string;
  /** Signatures of several, two in a row, in place of the one; the recipients then stand below them. */
  signings?: [Signing, Signing][];
};

export type Annex = { label: string; title: string; attached: string; blocks: Block[] };

export type Passage = {
  /** `ground`: one of the legal grounds of a decision; `centred`: a line such as QUYẾT ĐỊNH: between them and its articles. */
  kind: 'heading' | 'subheading' | 'paragraph' | 'note' | 'ground' | 'centred';
  text: string;
};
/** A chart: what it is called, what it says to those who do not see it, and its drawing as SVG, as our charts make it. */
export type Picture = { kind: 'picture'; caption: string; alt: string; svg: string };
/** Photos side by side as one figure, such as before and after: JPEG, upright, in the colours of sRGB. */
export type Photos = { kind: 'photos'; caption: string; alt: string; photos: Uint8Array[] };
export type Block = Passage | Table | Picture | Photos;

export const passage =
  (kind: Passage['kind']) =>
  (text: string): Passage => ({ kind, text });
export const paragraph = passage('paragraph');
export const heading = passage('heading');
export const subheading = passage('subheading');

export type Align = 'left' | 'right' | 'centre';
export type Column = { /** Share of the table's width. */ share: number; align: Align };
export type HeadCell = { text: string; columns?: number; rows?: number };
export type Row = {
  cells: string[];
  /** The address that a cell opens, by its place in the row; null where there is none. */
  links?: (string | null)[];
  bold?: boolean;
  /** Steps by which the first cell is set in. */
  level?: number;
};
export type Table = {
  kind: 'table';
  caption: string | null;
  columns: Column[];
  /** Small type for lists of many columns. */
  dense: boolean;
  /** Whether the first cell of a row says what the row is about; else it is a number. Unless dense, when not said. */
  rowHeads?: boolean;
  /** One or more rows; a cell may cover several columns, or the rows below it. Repeated on every page. */
  head: HeadCell[][];
  rows: Row[];
};
