/** What was asked for cannot be done as it was asked. One line; nothing has been touched. */
export class Refusal extends Error {}

/** It was begun, or looked at, and something is wrong. One line. */
export class Fault extends Error {}

/** The message of whatever was thrown. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
