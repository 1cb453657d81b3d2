/** Kinds of parts by ISO 32000-1, 14.8.4: what a program that reads aloud, or turns a paper into text, goes by. */
export type Tag =
  | 'Document'
  | 'Sect'
  | 'Div'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'P'
  | 'L'
  | 'LI'
  | 'LBody'
  | 'Link'
  | 'Figure'
  | 'Caption'
  | 'Table'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD';

export type Traits = {
  /** What a picture says, for those who do not see it. */
  alt?: string;
  /** Whether a head speaks for its row or its column. */
  scope?: 'Row' | 'Column';
  columns?: number;
  rows?: number;
  /** Where a picture lies: left, bottom, right, top in points from the lower left corner. */
  box?: [number, number, number, number];
};

/** A run of a page's operators, by its number on the page; `page` is the page's object in the file. */
type Run = { page: number; run: number };
/** A link's area, an object of its own. */
type Area = { page: number; area: number };
export type Part = { tag: Tag; traits: Traits; parent?: Part; kids: (Part | Run | Area)[] };

/** The parts that the runs of a page and the areas belong to, by the key that page or area carries. */
export type Keys = (Part | Part[])[];

const isPart = (kid: Part | Run | Area): kid is Part => 'tag' in kid;
/** A cell without words keeps its place in the row; any other part without content is none. */
const isKept = (part: Part): boolean =>
  part.tag === 'TD' || part.tag === 'TH' || part.kids.some((kid) => !isPart(kid) || isKept(kid));

/** A text as PDF writes it when it is not plain ASCII: UTF-16 with a mark, in hexadecimal. */
const utf16 = (text: string): string =>
  `<FEFF${Buffer.from(text.normalize('NFC'), 'utf16le').swap16().toString('hex')}>`;

/** An address as PDF writes it: in ASCII, its brackets marked. */
const literal = (address: string): string =>
  `(${address.replace(/[^\x20-\x7e]+/gu, encodeURIComponent).replace(/[\\()]/g, '\\$&')})`;

/**
 * A link's area, `about` for those who hear it alone. Printed like everything else (F): PDF/A allows no hidden
 * annotations. `key` leads to its part.
 */
export const linkText = (address: string, about: string, box: readonly number[], key: number): string =>
  `<</Type/Annot/Subtype/Link/Rect[${box.map((edge) => edge.toFixed(2)).join(' ')}]/Border[0 0 0]/F 4` +
  `/Contents${utf16(about)}/A<</S/URI/URI${literal(address)}>>/StructParent ${key}>>`;

function attributesOf({ scope, columns = 1, rows = 1, box }: Traits): string {
  if (box !== undefined) {
    return `/A<</O/Layout/Placement/Block/BBox[${box.map((edge) => edge.toFixed(2)).join(' ')}]>>`;
  }
  const speaks = scope === undefined ? '' : `/Scope/${scope}`;
  const wide = columns > 1 ? `/ColSpan ${columns}` : '';
  const table = speaks + wide + (rows > 1 ? `/RowSpan ${rows}` : '');
  return table === '' ? '' : `/A<</O/Table${table}>>`;
}

function kidText(kid: Part | Run | Area, page: number | undefined, idOf: (part: Part) => number): string {
  if (isPart(kid)) return `${idOf(kid)} 0 R`;
  if ('area' in kid) return `<</Type/OBJR/Obj ${kid.area} 0 R/Pg ${kid.page} 0 R>>`;
  return kid.page === page ? String(kid.run) : `<</Type/MCR/Pg ${kid.page} 0 R/MCID ${kid.run}>>`;
}

function partText(part: Part, root: number, idOf: (part: Part) => number): string {
  const { tag, traits, parent } = part;
  let page: number | undefined;
  let kids = '';
  for (const kid of part.kids) {
    if (isPart(kid)) {
      if (!isKept(kid)) continue;
    } else page ??= kid.page;
    kids += `${kids === '' ? '/K[' : ' '}${kidText(kid, page, idOf)}`;
  }
  const above = parent === undefined ? root : idOf(parent);
  const place = page === undefined ? '' : `/Pg ${page} 0 R`;
  const alt = traits.alt === undefined ? '' : `/Alt${utf16(traits.alt)}`;
  const end = kids === '' ? '>>' : ']>>';
  return `<</Type/StructElem/S/${tag}/P ${above} 0 R${place}${alt}${attributesOf(traits)}${kids}${end}`;
}

/** Every part that has content, each before its kids. */
function kept(part: Part, found: Part[] = []): Part[] {
  found.push(part);
  for (const kid of part.kids) if (isPart(kid) && isKept(kid)) kept(kid, found);
  return found;
}

/**
 * The bodies of the file's objects that say the structure: the tree by keys first, then the document and its parts.
 * `first` is the number of the first of them, `root` that of the structure's root.
 */
export function structureObjects(document: Part, keys: Keys, first: number, root: number): string[] {
  const parts = kept(document);
  const ids = new Map(parts.map((part, index) => [part, first + 1 + index]));
  const idOf = (part: Part): number => ids.get(part) ?? root;
  const entries = keys.map((owner, key) =>
    Array.isArray(owner)
      ? `${key}[${owner.map((part) => `${idOf(part)} 0 R`).join(' ')}]`
      : `${key} ${idOf(owner)} 0 R`,
  );
  return [`<</Nums[${entries.join(' ')}]>>`, ...parts.map((part) => partText(part, root, idOf))];
}
