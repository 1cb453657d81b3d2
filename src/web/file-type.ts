import { createHash, type Hash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';

/** Enough for every kind that is taken, and for the directory at the end of an ordinary office file. */
const PIECE = 64 * 1024;
const office = 'application/vnd.openxmlformats-officedocument';

/**
 * LibreOffice writes the part that names the kind last, past the first bytes. The directory at the end of a ZIP file
 * lists the names of its parts in plain text (PKWARE APPNOTE 4.3.12).
 */
function officeTypeIn(tail: Buffer): string | undefined {
  if (!tail.includes('[Content_Types].xml')) return undefined;
  if (tail.includes('word/document.xml')) return `${office}.wordprocessingml.document`;
  if (tail.includes('xl/workbook.xml')) return `${office}.spreadsheetml.sheet`;
  return undefined;
}

/** Measures a file while it streams past: its size, SHA-256 and what its bytes say it is. */
export class Gauge {
  size = 0;
  readonly #hash: Hash = createHash('sha256');
  #head = Buffer.alloc(0);
  /** The last pieces as they came: copying each would cost more than all else that is done here. */
  #tail: Buffer[] = [];
  #tailSize = 0;

  take(piece: Buffer): void {
    this.size += piece.length;
    this.#hash.update(piece);
    if (this.#head.length < PIECE) this.#head = Buffer.concat([this.#head, piece.subarray(0, PIECE)]);
    this.#tail.push(piece);
    this.#tailSize += piece.length;
    for (let [first] = this.#tail; first && this.#tailSize - first.length >= PIECE; [first] = this.#tail)
      this.#tailSize -= this.#tail.shift()?.length ?? 0;
  }

  sha256(): string {
    return this.#hash.digest('hex');
  }

  /** The media type that the bytes tell; undefined when they tell none. */
  async type(): Promise<string | undefined> {
    const found = (await fileTypeFromBuffer(this.#head))?.mime;
    return found === 'application/zip'
      ? (officeTypeIn(Buffer.concat(this.#tail).subarray(-PIECE)) ?? found)
      : found;
  }
}
