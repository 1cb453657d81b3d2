import { readRows } from '../shared/data-file.js';
import type { Facts } from '../history/event.js';
import { newId } from '../shared/ids.js';
import type { Wording } from './wording.js';

type Column = 'sign' | 'seen_vi' | 'seen_en' | 'must_vi' | 'must_en';

/** The wordings that ship with the product: ours, after findings and recommendations that the press has reported. */
export const shippedWordings = (): Facts<Wording>[] =>
  readRows<Column>('src/wordings/data/wordings.csv').map((row) => ({
    id: newId(),
    sign: row.sign,
    seen: { vi: row.seen_vi, en: row.seen_en },
    mustDo: { vi: row.must_vi, en: row.must_en },
    provisional: true,
    retired: false,
  }));
