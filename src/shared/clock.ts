/** The only reader of the present. Everything else is given the time, so that rules can be tested at any moment. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
