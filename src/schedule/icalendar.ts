import { addDays, type Day } from '../shared/dates.js';

/** Something that takes whole days, in the words of RFC 5545. */
export type CalendarEvent = {
  /** The same for as long as the thing exists, and of nothing else in the world. */
  uid: string;
  /** When it was changed last, and how many changes there were before. */
  changedAt: Date;
  sequence: number;
  first: Day;
  /** The last day, which it still takes. */
  last: Day;
  summary: string;
  description: string;
  location: string;
  url: string;
  category: string;
  /** Whether it is decided. */
  confirmed: boolean;
  /** Whether it takes the reader's own time. */
  busy: boolean;
};

const LINE = 75;
const bytesOf = (sign: string): number => {
  const code = sign.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** Section 3.1: a line has at most 75 octets; what is longer goes on after a line break and a space. */
export function fold(line: string): string {
  if (Buffer.byteLength(line) <= LINE) return line;
  let folded = '';
  let octets = 0;
  for (const sign of line) {
    const more = bytesOf(sign);
    if (octets + more > LINE) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += sign;
    octets += more;
  }
  return folded;
}

/** Section 3.3.11: what has a meaning of its own is marked; other control characters cannot be told at all. */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')

    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');

const dateOf = (day: Day): string => day.replaceAll('-', '');
const momentOf = (moment: Date): string => moment.toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '');

function linesOf(event: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    // Section 3.8.7.2: without a METHOD the stamp is that of the last change, so an unchanged feed is the same text.
    `DTSTAMP:${momentOf(event.changedAt)}`,
    `LAST-MODIFIED:${momentOf(event.changedAt)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTART;VALUE=DATE:${dateOf(event.first)}`,
    // Section 3.6.1: the end is the first day that is free again.
    `DTEND;VALUE=DATE:${dateOf(addDays(event.last, 1))}`,
    `SUMMARY:${escapeText(event.summary)}`,
    `DESCRIPTION:${escapeText(event.description)}`,
    `LOCATION:${escapeText(event.location)}`,
    `CATEGORIES:${escapeText(event.category)}`,
    `STATUS:${event.confirmed ? 'CONFIRMED' : 'TENTATIVE'}`,
    `TRANSP:${event.busy ? 'OPAQUE' : 'TRANSPARENT'}`,
    `URL:${event.url}`,
    'END:VEVENT',
  ];
}

/** The text of a calendar by RFC 5545. Calendars are asked to look again every hour. */
export function writeCalendar(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Ky Cuong//Schedule//VI',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escapeText(name)}`,
    'X-WR-TIMEZONE:Asia/Ho_Chi_Minh',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap(linesOf),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}
