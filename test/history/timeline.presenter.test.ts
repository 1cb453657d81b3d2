import { expect } from 'chai';
import { eventOf, type Event } from '../../src/history/event.js';
import { presentTimeline } from '../../src/history/timeline.presenter.js';
import { loadTranslations } from '../../src/web/translations.js';

const an = { personId: 'p1', name: 'Nguyễn Văn An', post: 'Thanh tra viên' };
const ha = { personId: 'p2', name: 'Vũ Thu Hà', post: 'Phó Giám đốc' };

type Told = [day: string, by: typeof an, action: string, reason?: string];

function historyOf(told: Told[]): Event[] {
  const history: Event[] = [];
  for (const [day, by, action, reason] of told) {
    const act = { at: new Date(`${day}T02:00:00Z`), by, action, ...(reason === undefined ? {} : { reason }) };
    history.push(eventOf(act, { state: 'a' }, { state: 'b' }, history.at(-1)));
  }
  return history;
}

describe('the history of a case on a page', () => {
  const titles = async (told: Told[]) => {
    const t = (await loadTranslations())('vi');
    return presentTimeline(historyOf(told), 'vi', t).map(({ title }) => title);
  };

  it('stands in the order of time, the newest first', async () => {
    const told: Told[] = [
      ['2026-11-02', an, 'prepared'],
      ['2026-11-03', ha, 'approved'],
    ];
    expect(await titles(told)).to.deep.equal(['Phê duyệt', 'Chuẩn bị']);
  });

  it('says once, with their number, what one person did many times in a row on one day', async () => {
    const lines = Array.from({ length: 26 }, (): Told => ['2026-01-05', ha, 'line_added']);
    const told: Told[] = [['2026-01-05', ha, 'drafted'], ...lines, ['2026-01-06', ha, 'line_added']];
    expect(await titles(told)).to.deep.equal([
      'Thêm vào kế hoạch',
      'Thêm vào kế hoạch (26 lần)',
      'Lập dự thảo kế hoạch',
    ]);
  });

  it('keeps apart what another person did or what has a reason of its own', async () => {
    const told: Told[] = [
      ['2026-11-02', an, 'refused', 'Thiếu quyết định'],
      ['2026-11-02', an, 'refused', 'Sai đơn vị'],
      ['2026-11-02', ha, 'prepared'],
      ['2026-11-02', an, 'prepared'],
    ];
    expect(await titles(told)).to.have.length(4);
  });
});
