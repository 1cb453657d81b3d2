import { expect } from 'chai';
import { calendarsOf } from '../../src/calendar/working-calendar.js';
import { workingDaysBetween } from '../../src/calendar/working-days.js';
import {
  caseRemindersDue,
  untold,
  type CaseFacts,
  type CaseReminderLine,
} from '../../src/reminders/case-reminder.js';
import { noticesOfCaseReminders } from '../../src/reminders/case-reminder-notices.js';
import { addDays, type Day } from '../../src/shared/dates.js';

const calendars = calendarsOf([]);
const count = (from: string, to: string) => workingDaysBetween(from, to, calendars);
const numbers = {
  noticeDays: 2,
  reportDays: 2,
  acknowledgeDays: 3,
  replyDays: 2,
  verifyDays: 5,
  publicationDays: 0,
};
const person = (personId: string) => ({ personId, name: personId, post: 'Chuyên viên' });
const unit = { id: 'ward', name: { vi: 'Phường', en: 'Ward' }, code: '1', kind: 'ward' as const };
const facts = (more: object, inspection: object = {}): CaseFacts => ({
  inspection: {
    id: 'case',
    number: 'KT-1',
    state: 'answering',
    mode: 'scheduled',
    plannedFrom: '2026-04-10',
    unit: { ...unit, ancestorIds: [] },
    team: [{ ...person('head'), duty: 'head' }],
    preparer: person('head'),
    approver: person('approver'),
    ...inspection,
  },
  unanswered: 0,
  unacknowledged: [],
  unverified: [],
  ...more,
});
const deadline = (dueOn: Day) => ({ dueOn }) as never;

/** Each step with the day on which it is told, when the clock looks every day. */
function told(given: CaseFacts, from: Day, to: Day): [Day, string][] {
  const lines: CaseReminderLine[] = [];
  const days: [Day, string][] = [];
  for (let day = from; day < to; day = addDays(day, 1))
    for (const line of untold(caseRemindersDue(given, numbers, day, count), lines)) {
      lines.push(line);
      days.push([day, line.step]);
    }
  return days;
}

describe('what a case waits for', () => {
  const terms = { noticeBy: '2026-03-20', reportBy: '2026-04-03' };
  it('is told before its day and after it, each once, on working days only', () => {
    const waiting = facts({ announced: { terms, notified: false, reported: false } });
    expect(told(waiting, '2026-03-01', '2026-04-10')).to.deep.equal([
      ['2026-03-18', 'notice_soon'],
      ['2026-03-23', 'notice_late'],
    ]);
    const notified = facts({ announced: { terms, notified: true, reported: false } });
    expect(told(notified, '2026-03-01', '2026-04-10')).to.deep.equal([
      ['2026-04-01', 'report_soon'],
      ['2026-04-06', 'report_late'],
    ]);
    const sent = facts({ announced: { terms, notified: true, reported: true } });
    expect(told(sent, '2026-03-01', '2026-04-10')).to.deep.equal([]);
  });

  it('is told of an unanswered draft and of a publication, anew where the day was moved; not at all by nought', () => {
    const draft = (dueOn: Day) =>
      facts({ unanswered: 2 }, { reply: { deliveredOn: '2026-03-02', deadline: deadline(dueOn) } });
    expect(told(draft('2026-03-20'), '2026-03-10', '2026-03-30').map(([, step]) => step)).to.deep.equal([
      'reply_soon',
      'reply_over',
    ]);
    const before = caseRemindersDue(draft('2026-03-20'), numbers, '2026-03-20', count);
    const after = caseRemindersDue(draft('2026-03-24'), numbers, '2026-03-23', count);
    expect(untold(after, before)).to.have.length(1);
    const concluded = facts({}, { state: 'concluded', publication: { deadline: deadline('2026-03-20') } });
    expect(told(concluded, '2026-03-10', '2026-03-30')).to.deep.equal([['2026-03-23', 'publish_late']]);
  });

  it('is told together of documents and of reports that wait too long, to those whose turn it is', () => {
    const papers = ['a', 'b'].map((id) => ({ id, since: '2026-03-16', drawnUpBy: `clerk-${id}` }));
    const waiting = facts({ unacknowledged: papers, unverified: [{ id: 'f', since: '2026-03-16' }] });
    const due = caseRemindersDue(waiting, numbers, '2026-03-19', count);
    expect(due.map(({ step, about }) => `${step} ${about}`)).to.deep.equal([
      'acknowledge a',
      'acknowledge b',
    ]);
    const notices = noticesOfCaseReminders(due, waiting, new Date());
    expect(notices.map(({ to }) => to)).to.deep.equal(['unit:ward', 'person:clerk-a', 'person:clerk-b']);
    expect(notices[0]?.values).to.include({ count: '2', dueOn: '2026-03-16', number: 'KT-1' });
    const [verify] = noticesOfCaseReminders(
      caseRemindersDue(waiting, numbers, '2026-03-23', count).filter(({ step }) => step === 'verify'),
      waiting,
      new Date(),
    );
    expect(verify).to.include({ to: 'person:head', href: '/findings/f' });
  });
});
