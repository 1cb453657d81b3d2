/** A line in which one after the other has their turn. */
export class Line {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Resolves when those before have left, or after so many milliseconds of patience; then go ahead, and call what it
   * resolves with to let the next one in.
   */
  async enter(patience: number): Promise<() => void> {
    const before = this.#last;
    let leave: () => void = () => undefined;
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    this.#last = before.then(() => left);
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([before, new Promise((resolve) => (timer = setTimeout(resolve, patience)))]);
    clearTimeout(timer);
    return leave;
  }
}
