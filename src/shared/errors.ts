/** Errors that a person can be told about. Each has one HTTP status; everything else is a fault of ours (500). */
export class NotFound extends Error {
  readonly status = 404;
}

/** A file of which there is no copy to look at. */
export class Unshowable extends NotFound {}

/** What one may see but may not do. `instead`: a wording that says who may, where somebody else should be asked. */
export class Forbidden extends Error {
  readonly status = 403;
  constructor(
    message: string,
    readonly instead?: string,
  ) {
    super(message);
  }
}

/** Somebody else has changed the same thing since it was read. */
export class Stale extends Error {
  readonly status = 409;
}

/** A file that nobody may open: a virus was found in it, or it has not been looked through yet. */
export class Locked extends Error {
  readonly status = 423;
}

/** A file that was kept long enough and disposed of by a decision. */
export class Disposed extends Error {
  readonly status = 410;
}

/** One thing wrong with what was typed; `message` is a wording key such as `errors:required`. */
export type FieldError = { field: string; message: string; values?: Record<string, unknown> };

/** A rule refuses the input. The page is shown again with what was typed. */
export class Invalid extends Error {
  readonly status = 422;
  constructor(readonly errors: FieldError[]) {
    super(errors.map((error) => `${error.field}: ${error.message}`).join('; '));
  }
}

/** Throws `Invalid` with one message beside one field. */
export function refuse(field: string, message: string, values: Record<string, unknown> = {}): never {
  throw new Invalid([{ field, message, values }]);
}
