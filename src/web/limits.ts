import type { RequestHandler } from 'express';
import mongoose from 'mongoose';
import { RateLimiterMemory, RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';

/** Too much in too short a time; `seconds` until it is worth trying again. */
export class TooMany extends Error {
  readonly status = 429;
  constructor(readonly seconds: number) {
    super(`too many requests, again in ${seconds} s`);
  }
}

const QUARTER_HOUR = 15 * 60;
/** Wrong passwords from one address. Generous, for a whole office may share one; an account locks after five. */
const FAILED_SIGN_INS = 60;
/** Writes of one person in a minute, and pages of one address that has not signed in. */
const WRITES = 600;
const STRANGER_PAGES = 600;
const STRANGER_WRITES = 120;

/** Readings of one feed in a minute: a calendar asks once in an hour, and one person has a few of them. */
const FEED_READINGS = 20;
/** Readings of one connected system in a minute: a year of reports in every format. */
const CONNECTION_READINGS = 120;

const refusal = (reason: unknown): unknown =>
  reason instanceof RateLimiterRes ? new TooMany(Math.ceil(reason.msBeforeNext / 1000)) : reason;

export type SignInLimit = {
  /** Throws `TooMany` when this address has failed too often. */
  check: (address: string) => Promise<void>;
  count: (address: string) => Promise<void>;
};

/** Counts failed sign-ins in the database, for several copies of the product share it and a restart must not reset it. */
export async function signInLimit(): Promise<SignInLimit> {
  const limiter = new RateLimiterMongo({
    storeClient: mongoose.connection.db,
    tableName: 'sign_in_failures',
    keyPrefix: 'address',
    points: FAILED_SIGN_INS,
    duration: QUARTER_HOUR,
    disableIndexesCreation: true,
  });
  await limiter.createIndexes();
  return {
    async check(address) {
      const now = await limiter.get(address);
      if (now !== null && now.consumedPoints >= FAILED_SIGN_INS) throw refusal(now);
    },
    async count(address) {
      await limiter.consume(address).catch((reason: unknown) => {
        throw refusal(reason);
      });
    },
  };
}

/**
 * Slows down floods. Kept in memory: with several copies the limit is that many times higher, which still stops a
 * flood, and an ordinary page then costs no write. Reading by people who have signed in is not limited.
 */
export function floodGuard(): RequestHandler {
  const perMinute = (points: number) => new RateLimiterMemory({ points, duration: 60 });
  const writes = perMinute(WRITES);
  const strangerPages = perMinute(STRANGER_PAGES);
  const strangerWrites = perMinute(STRANGER_WRITES);
  return (req, _res, next) => {
    const reads = req.method === 'GET' || req.method === 'HEAD';
    const id = req.user?.id;
    if (id !== undefined && reads) return next();
    const limiter = id !== undefined ? writes : reads ? strangerPages : strangerWrites;
    limiter.consume(id ?? req.ip ?? '').then(
      () => next(),
      (reason: unknown) => next(refusal(reason)),
    );
  };
}

/** Throws `TooMany` when what lies under a key is read more often than `points` times a minute. Kept in memory, as above. */
function readingLimit(points: number): (key: string) => Promise<void> {
  const readings = new RateLimiterMemory({ points, duration: 60 });
  return async (key) => {
    await readings.consume(key).catch((reason: unknown) => {
      throw refusal(reason);
    });
  };
}

export const feedLimit = () => readingLimit(FEED_READINGS);
export const connectionLimit = () => readingLimit(CONNECTION_READINGS);
