import { pino, type Logger } from 'pino';

export type Log = Logger;

/** What the product tells its operator: one JSON object per line on standard output, never what a form contained. */
export const makeLog = (level: 'info' | 'silent'): Log =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: pino.stdSerializers.err },
  });
