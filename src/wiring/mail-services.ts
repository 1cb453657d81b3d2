import { addressOf, type Config } from '../config.js';
import { inTransaction } from '../database/connect.js';
import { outboxRepository } from '../mail/outbox.repository.js';
import { outboxService } from '../mail/outbox.service.js';
import { postOfficeService } from '../mail/post-office.service.js';
import { sendingService } from '../mail/sending.service.js';
import { letterFile, smtpSender } from '../mail/smtp.js';
import { noticesRepository } from '../notices/notices.repository.js';
import { peopleRepository } from '../people/people.repository.js';
import type { Clock } from '../shared/clock.js';
import { loadTranslations } from '../web/translations.js';

/** The parts that carry notices to people by mail. */
export function mailServices({ clock, config }: { clock: Clock; config: Config }) {
  const home = addressOf(config);
  const sender = { from: config.mailFrom, domain: new URL(home).hostname };
  let words: ReturnType<typeof loadTranslations> | undefined;
  const sending = sendingService({
    clock,
    repository: outboxRepository,
    people: peopleRepository,
    send: config.smtpUrl === undefined ? undefined : smtpSender(config.smtpUrl, sender),
  });
  return {
    sending,
    postOffice: postOfficeService({
      clock,
      inTransaction,
      repository: outboxRepository,
      notices: noticesRepository,
      people: peopleRepository,
      // Read when the first letter is written: most processes never write one.
      translate: () => (words ??= loadTranslations()),
      home,
    }),
    outbox: outboxService({
      clock,
      repository: outboxRepository,
      hasServer: sending.hasServer,
      fileOf: (letter) => letterFile(letter, sender),
    }),
  };
}
