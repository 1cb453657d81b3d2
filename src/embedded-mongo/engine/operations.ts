import { ServerError } from '../errors.js';

export interface Operation {
  id: number;
  command: string;
  namespace: string;
  connection: number;
  since: Date;
  killed: boolean;
}

/** The commands under way. */
export class Operations {
  readonly #running = new Map<number, Operation>();
  #last = 0;

  begin(command: string, namespace: string, connection: number): Operation {
    const operation = { id: ++this.#last, command, namespace, connection, since: new Date(), killed: false };
    this.#running.set(operation.id, operation);
    return operation;
  }

  end(operation: Operation): void {
    this.#running.delete(operation.id);
  }

  list(): Operation[] {
    return [...this.#running.values()];
  }

  /** Asks a command to end where it next looks up. */
  kill(id: number): void {
    const operation = this.#running.get(id);
    if (operation) operation.killed = true;
  }
}

/** Throws in the place of a command that somebody has ended. */
export function checkKilled(operation: Operation | undefined): void {
  if (operation?.killed) throw new ServerError('Interrupted', 'operation was interrupted');
}
