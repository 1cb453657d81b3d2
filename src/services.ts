import type { Config } from './config.js';
import { inTransaction } from './database/connect.js';
import { fileStore } from './evidence/file-store.js';
import { noticesRepository } from './notices/notices.repository.js';
import { noticesService } from './notices/notices.service.js';
import type { DemoAccount } from './people/account.presenter.js';
import { accountsService } from './people/accounts.service.js';
import { attemptsRepository } from './people/attempts.repository.js';
import { peopleRepository } from './people/people.repository.js';
import { peopleService } from './people/people.service.js';
import { defaultSettings } from './settings/settings-default.js';
import { settingsRepository } from './settings/settings.repository.js';
import { settingsService } from './settings/settings.service.js';
import { setupRepository } from './setup/setup.repository.js';
import { setupService } from './setup/setup.service.js';
import { systemClock, type Clock } from './shared/clock.js';
import { unitRegisterService } from './units/unit-register.service.js';
import { labelOf } from './units/unit-names.js';
import { unitsRepository } from './units/units.repository.js';
import { unitsService } from './units/units.service.js';
import type { FrameSources } from './web/frame.js';

/** What a demonstration or a test replaces or adds. */
export type Extras = { clock?: Clock; demoAccounts?: DemoAccount[] };

/** Builds every part of the product once and wires it to the parts it needs. */
export function createServices(_config: Config, extras: Extras = {}) {
  const clock = extras.clock ?? systemClock;
  const demoAccounts = extras.demoAccounts ?? [];
  const units = unitsService({
    clock,
    repository: unitsRepository,
    inspectionsOf: () => Promise.resolve([]),
  });
  const unitRegister = unitRegisterService({
    clock,
    inTransaction,
    repository: unitsRepository,
    resolve: (text, day) => units.resolve(text, day),
  });
  const notices = noticesService({ clock, repository: noticesRepository });
  const settings = settingsService({ clock, inTransaction, repository: settingsRepository });
  const people = peopleService({
    clock,
    people: peopleRepository,
    attempts: attemptsRepository,
    resolveUnit: (text, day) => units.resolve(text, day),
    async labelOfUnit(id) {
      const unit = await units.find(id);
      return unit === undefined ? '' : labelOf(unit);
    },
  });
  const setup = setupService({
    claims: setupRepository,
    facts: defaultSettings(),
    anybody: people.anybody,
    addFirst: people.addFirst,
    saveSettings: (first, by) => settings.begin(by, first),
    async loadUnits(set, cityName) {
      const city = set === 'hanoi' ? await unitRegister.loadHanoi() : await unitRegister.startEmpty(cityName);
      return { cityId: city.id };
    },
  });
  const frame: FrameSources = {
    demo: demoAccounts.length > 0,
    cityName: async () => (await settings.get()).city,
    inboxCount: (actor) => notices.unread(actor),
  };
  return {
    clock,
    demoAccounts,
    units,
    unitRegister,
    notices,
    settings,
    people,
    setup,
    frame,
    accounts: accountsService({ people: peopleRepository, attempts: attemptsRepository }),
    files: fileStore,
  };
}
export type Services = ReturnType<typeof createServices>;
