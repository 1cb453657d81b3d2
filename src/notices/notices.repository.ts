import type { Transaction } from '../database/connect.js';
import { newId } from '../shared/ids.js';
import { keyQuery, pageOf, type Key, type Page } from '../shared/paging.js';
import type { Address, NewNotice, Notice } from './notice.js';
import { NoticeModel } from './notice.model.js';

/** Notices that nobody has opened for this long no longer count as unread. */
const COUNTED_DAYS = 90;

export const noticesRepository = {
  /** Part of the transaction of what it tells: no notice of what did not happen, none lost of what did. */
  async post(notices: NewNotice[], tx: Transaction): Promise<void> {
    if (notices.length === 0) return;
    const documents = notices.map((notice) => ({
      _id: newId(),
      ...notice,
      sortAt: notice.at.toISOString(),
      readBy: [],
    }));
    await NoticeModel.insertMany(documents, { session: tx });
  },

  async unread(keys: Address[], personId: string, now: Date): Promise<number> {
    const since = new Date(now.getTime() - COUNTED_DAYS * 24 * 3600 * 1000).toISOString();
    return NoticeModel.countDocuments({
      to: { $in: keys },
      sortAt: { $gte: since },
      readBy: { $ne: personId },
    });
  },

  async list(keys: Address[], key: Key | undefined): Promise<Page<Notice>> {
    const { filter, sort, limit } = keyQuery('sortAt', -1, key);
    const found = await NoticeModel.find({ $and: [{ to: { $in: keys } }, filter] })
      .sort(sort)
      .limit(limit)
      .lean();
    const rows = found.map(({ _id, sortAt: _sortAt, ...row }) => ({ id: _id, ...row }) as unknown as Notice);
    return pageOf(rows, key, (row) => ({ value: row.at.toISOString(), id: row.id }));
  },

  async markRead(keys: Address[], personId: string): Promise<void> {
    const unread = { to: { $in: keys }, readBy: { $ne: personId } };
    await NoticeModel.updateMany(unread, { $addToSet: { readBy: personId } });
  },
};
export type NoticesRepository = typeof noticesRepository;
