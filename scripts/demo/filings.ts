import { digestOf } from '../../src/filings/filing-figures.js';
import { pairKey } from '../../src/filings/photo-choice.js';
import type { Actor } from '../../src/policies/actor.js';
import { codeOf, termBefore, termWith } from '../../src/reports/term.js';
import { sectionNames } from '../../src/reports/writing.js';
import type { Services } from '../../src/services.js';
import { addDays, firstDayOf, lastDayOf, monthOf, type Day } from '../../src/shared/dates.js';
import type { stageClock } from './stage.js';

const CITY = '01';
const texts = {
  direction:
    '[Trình diễn] Thành phố đã ban hành kế hoạch kiểm tra công vụ năm và phân công các tổ kiểm tra theo địa bàn.\nCác cuộc kiểm tra đột xuất được chọn bằng bốc thăm có biên bản.',
  responsibility: '',
  good_practice: '[Trình diễn] Một số phường niêm yết thủ tục bằng mã QR tại bộ phận một cửa.',
  proposals: '[Trình diễn] Đề nghị các phường rà soát lịch trực và công khai lịch tiếp công dân.',
};
const left = sectionNames.filter((name) => name === 'responsibility');

/** As many pairs of photos are printed with each report. */
const PRINTED = 3;

type Stage = {
  services: Services;
  clock: ReturnType<typeof stageClock>;
  actors: Map<string, Actor>;
  today: Day;
};

/** Everybody may read the issued report, with its texts. */
async function disclose({ disclosures }: Services, leader: Actor, id: string): Promise<void> {
  const open = await disclosures.load(leader, id);
  const texts = open.texts.map(({ name }) => name);
  const input = { version: 0, breadth: 'whole' as const, texts, shown: '' };
  const { digest } = await disclosures.preview(open, input);
  await disclosures.disclose(leader, id, { ...input, shown: digest });
}

/** The city's reports of the last two months: the earlier one is issued and open to everybody, the later one lies before the leader. */
export async function fileReports({ services, clock, actors, today }: Stage): Promise<void> {
  const [author, leader] = [actors.get('kiemtra.an'), actors.get('lanhdao')];
  if (author === undefined || leader === undefined) throw new Error('the demonstration lacks its people');
  const { filings, filingIssue, filingPhotos } = services;
  const last = termBefore(termWith('month', monthOf(today)));
  const before = termBefore(last);
  const send = async (code: string, on: Day) => {
    clock.set(on, '09:00');
    const drafted = await filings.open(author, CITY, code);
    const written = await filings.write(author, drafted.id, { version: drafted.version, texts, left });
    const pairs = (await filingPhotos.offered(author, written)).slice(0, PRINTED).map(pairKey);
    const ticks = { version: written.version, shown: pairs, pairs };
    const { version } = await filingPhotos.choose(author, drafted.id, ticks);
    return filings.submit(author, drafted.id, version);
  };
  const on = addDays(lastDayOf(codeOf(before)), 1);
  const sent = await send(codeOf(before), on);
  const digest = digestOf(sent, await filings.live(leader, sent));
  const { id, version } = await filings.accept(leader, sent.id, sent.version, digest);
  await filingIssue.issue(author, id, { version, number: '128/BC-SNV', on });
  await disclose(services, leader, id);
  await send(codeOf(last), firstDayOf(monthOf(today)));
}
