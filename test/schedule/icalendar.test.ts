import { expect } from 'chai';
import fc from 'fast-check';
import { escapeText, fold, writeCalendar, type CalendarEvent } from '../../src/schedule/icalendar.js';

const unfold = (text: string): string => text.replace(/\r\n /g, '');
const read = (text: string): string =>
  text.replace(/\\([\\;,nN])/g, (_all, sign: string) => (/n/i.test(sign) ? '\n' : sign));

const event: CalendarEvent = {
  uid: 'inspection-abc@ky-cuong',
  changedAt: new Date('2026-03-02T02:03:04.567Z'),
  sequence: 3,
  first: '2026-02-28',
  last: '2026-03-01',
  summary: 'Kiểm tra: Phường Văn Miếu - Quốc Tử Giám; đột xuất, (KT-2026-0142)',
  description: 'Đột xuất\nĐã công bố',
  location: 'Phường Văn Miếu - Quốc Tử Giám',
  url: 'https://kiemtra.example.vn/inspections/abc',
  category: 'Cuộc kiểm tra',
  confirmed: true,
  busy: false,
};

describe('the text of a calendar', () => {
  it('has no line of more than 75 octets, and says the same when it is unfolded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const line = `SUMMARY:${escapeText(text)}`;
        const folded = fold(line);
        for (const part of folded.split('\r\n')) expect(Buffer.byteLength(part)).to.be.at.most(75);
        expect(unfold(folded)).to.equal(line);
        // No character is cut in two.
        expect(Buffer.from(folded).toString()).to.equal(folded);
      }),
    );
  });

  it('gives every text back to whoever reads it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'ế', '\\', ';', ',', '\n', ':', '"', '😀') }),
        (text) => {
          expect(escapeText(text)).to.not.match(/\n/);
          expect(read(escapeText(text))).to.equal(text);
        },
      ),
    );
    expect(escapeText('a\r\nb\tc\u0007')).to.equal('a\\nb c ');
  });

  it('tells a visit in whole days whose end is not counted', () => {
    const lines = unfold(writeCalendar('Lịch, của tôi', [event])).split('\r\n');
    expect(lines).to.include.members([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'X-WR-CALNAME:Lịch\\, của tôi',
      'UID:inspection-abc@ky-cuong',
      'DTSTAMP:20260302T020304Z',
      'LAST-MODIFIED:20260302T020304Z',
      'SEQUENCE:3',
      'DTSTART;VALUE=DATE:20260228',
      'DTEND;VALUE=DATE:20260302',
      'SUMMARY:Kiểm tra: Phường Văn Miếu - Quốc Tử Giám\\; đột xuất\\, (KT-2026-0142)',
      'DESCRIPTION:Đột xuất\\nĐã công bố',
      'STATUS:CONFIRMED',
      'TRANSP:TRANSPARENT',
      'URL:https://kiemtra.example.vn/inspections/abc',
    ]);
    expect(lines.slice(-3)).to.deep.equal(['END:VEVENT', 'END:VCALENDAR', '']);
  });

  it('is a calendar also with nothing in it', () => {
    expect(writeCalendar('x', [])).to.match(/^BEGIN:VCALENDAR\r\n[^]*END:VCALENDAR\r\n$/);
  });
});
