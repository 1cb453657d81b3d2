import { hash } from 'node:crypto';

/**
 * What a collection's documents come to: how many, how many bytes, and the sum of their SHA-256 hashes modulo 2^256,
 * which is the same in whatever order they are read.
 */
export class Tally {
  documents = 0;
  bytes = 0;
  #sum = 0n;

  add(document: Uint8Array): void {
    this.documents++;
    this.bytes += document.length;
    this.#sum = BigInt.asUintN(256, this.#sum + BigInt(`0x${hash('sha256', document)}`));
  }

  get checksum(): string {
    return this.#sum.toString(16).padStart(64, '0');
  }
}
