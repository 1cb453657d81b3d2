import { inTransaction } from '../database/connect.js';
import { savedFiltersRepository } from '../filters/saved-filters.repository.js';
import { savedFiltersService } from '../filters/saved-filters.service.js';
import { peopleRepository } from '../people/people.repository.js';
import { feedsRepository } from '../schedule/feeds.repository.js';
import { feedsService } from '../schedule/feeds.service.js';
import type { Clock } from '../shared/clock.js';
import type { Keep } from '../shared/kept.js';

/** What people keep for themselves: the feed of their calendar, filters under names. */
export const ownServices = ({ clock, kept }: { clock: Clock; kept: Keep }) => ({
  feeds: feedsService({
    clock,
    inTransaction,
    repository: feedsRepository,
    findPerson: peopleRepository.find,
  }),
  savedFilters: savedFiltersService({ clock, inTransaction, repository: savedFiltersRepository, kept }),
});
