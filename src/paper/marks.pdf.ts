import { internalsOf, numberObject, raw, writeObjects, type Document } from './document.pdf.js';
import { linkText, type Keys, type Part, type Tag, type Traits } from './structure.js';

/** What stands on a page and is no part of what it says: rules and frames, and the number of the page. */
type Artifact = 'decoration' | 'number';
const ARTIFACTS: Record<Artifact, string> = {
  decoration: '/Artifact BMC',
  number: '/Artifact <</Type/Pagination/Subtype/Header>> BDC',
};

/** Says of each operator of a page to which part of the paper it belongs, and collects the operators of the page. */
export class Marks {
  readonly document: Part = { tag: 'Document', traits: {}, kids: [] };
  readonly keys: Keys = [];
  private current: Part = this.document;
  private open: Part | Artifact | null = null;
  private runs: Part[] = [];
  private page = 0;
  private code: string[] = [];
  private areas: [id: number, body: string][] = [];

  constructor(private readonly doc: Document) {}

  /** Begins the page that the document has just begun. */
  begin(): void {
    const { dictionary } = internalsOf(this.doc).page;
    this.page = dictionary.id;
    this.runs = [];
    dictionary.data['StructParents'] = this.keys.push(this.runs) - 1;
  }

  /** Gives the page its operators. */
  end(): void {
    if (this.page === 0) return;
    this.close();
    internalsOf(this.doc).page.write(Buffer.from(this.code.join('\n'), 'latin1'));
    this.code = [];
    writeObjects(this.doc, this.areas);
    this.areas = [];
  }

  private close(): void {
    if (this.open !== null) this.code.push('EMC');
    this.open = null;
  }

  /** A new part within the current one. */
  add(tag: Tag, traits: Traits = {}): Part {
    const part: Part = { tag, traits, parent: this.current, kids: [] };
    this.current.kids.push(part);
    return part;
  }

  /** What is drawn meanwhile belongs to the part. */
  within<Result>(part: Part, draw: () => Result): Result {
    const before = this.current;
    this.current = part;
    try {
      return draw();
    } finally {
      this.current = before;
    }
  }

  /** What comes next belongs to the part, until another is entered. */
  enter(part: Part): void {
    this.current = part;
  }

  content(code: string): void {
    if (this.open !== this.current) {
      this.close();
      this.code.push(`/${this.current.tag} <</MCID ${this.runs.length}>> BDC`);
      this.current.kids.push({ page: this.page, run: this.runs.length });
      this.runs.push(this.current);
      this.open = this.current;
    }
    this.code.push(code);
  }

  artifact(code: string, kind: Artifact = 'decoration'): void {
    if (this.open !== kind) {
      this.close();
      this.code.push(ARTIFACTS[kind]);
      this.open = kind;
    }
    this.code.push(code);
  }

  /** A link's area on the page, as part of the current part; `box` in points from the lower left corner. */
  area(address: string, about: string, box: [number, number, number, number]): void {
    const id = numberObject(this.doc);
    const key = this.keys.push(this.current) - 1;
    this.areas.push([id, linkText(address, about, box, key)]);
    internalsOf(this.doc).page.annotations.push(raw(`${id} 0 R`));
    this.current.kids.push({ page: this.page, area: id });
  }
}
