import type { Actor } from '../../src/policies/actor.js';
import type { Services } from '../../src/services.js';
import { firstDayOf, yearOf, type Day } from '../../src/shared/dates.js';

/** What the city reports about as about one: a cluster that it chose, and the wards where a district stood. */
export async function nameClusters(
  { clusters }: Services,
  actors: Map<string, Actor>,
  today: Day,
): Promise<void> {
  const author = actors.get('kiemtra.an');
  if (author === undefined) throw new Error('the demonstration lacks its people');
  const validFrom = firstDayOf(`${yearOf(today)}-01`);
  const usual = { id: '', version: 0, validFrom, validTo: undefined };
  await clusters.make(author, {
    ...usual,
    code: 'cum1',
    name: '[Trình diễn] Cụm thi đua số 1',
    nameEnglish: '[Demonstration] Emulation cluster 1',
    units: ['Phường Bồ Đề', 'Phường Việt Hưng', 'Sở Nội vụ'],
    former: '',
  });
  await clusters.make(author, {
    ...usual,
    code: 'longbien',
    name: '[Trình diễn] Địa bàn quận Long Biên cũ',
    nameEnglish: '[Demonstration] Where Long Biên District stood',
    units: [],
    former: 'Quận Long Biên',
  });
}
