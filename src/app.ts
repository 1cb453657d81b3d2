import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import { announcementsRoutes } from './announcements/announcements.routes.js';
import { calendarRoutes } from './calendar/calendar.routes.js';
import { answersRoutes } from './answers/answers.routes.js';
import { checklistsRoutes } from './checklists/checklists.routes.js';
import { signsRoutes } from './checklists/signs.routes.js';
import { addressOf, type Config } from './config.js';
import { ping } from './database/connect.js';
import { clustersRoutes } from './clusters/clusters.routes.js';
import { connectionsRoutes } from './connections/connections.routes.js';
import { documentsRoutes } from './documents/documents.routes.js';
import { caseFileRoutes } from './casefile/case-file.routes.js';
import { disposalsRoutes } from './disposals/disposals.routes.js';
import { drawsRoutes } from './draws/draws.routes.js';
import { custodyRoutes } from './custody/custody.routes.js';
import { errandsRoutes } from './errands/errands.routes.js';
import { evidenceRoutes } from './evidence/evidence.routes.js';
import { extensionsRoutes } from './extensions/extensions.routes.js';
import { findingsRoutes } from './findings/findings.routes.js';
import { evaluationRoutes } from './evaluation/facts.routes.js';
import { dashboardRoutes } from './dashboard/dashboard.routes.js';
import { importsRoutes } from './imports/imports.routes.js';
import { photosRoutes } from './filings/photos.routes.js';
import { proofRoutes } from './filings/proof.routes.js';
import { disclosuresRoutes } from './disclosures/disclosures.routes.js';
import { filingsRoutes } from './filings/filings.routes.js';
import { batchesRoutes } from './batches/batches.routes.js';
import { savedFiltersRoutes } from './filters/saved-filters.routes.js';
import { handlingRoutes } from './handling/handling.routes.js';
import { followUpsRoutes } from './followups/followups.routes.js';
import { endingRoutes } from './inspections/ending.routes.js';
import { integrityRoutes } from './integrity/integrity.routes.js';
import { inspectionsRoutes } from './inspections/inspections.routes.js';
import { invitationsRoutes } from './invitations/invitations.routes.js';
import { jobsRoutes } from './jobs/jobs.routes.js';
import { urgingRoutes } from './urging/urging.routes.js';
import { outboxRoutes } from './mail/outbox.routes.js';
import { noticesRoutes } from './notices/notices.routes.js';
import { plansRoutes } from './plans/plans.routes.js';
import { reportFilesRoutes } from './reports/report-files.routes.js';
import { rearrangementsRoutes } from './rearrangements/rearrangements.routes.js';
import { templateRoutes } from './reports/template.routes.js';
import { recountRoutes } from './reports/recount.routes.js';
import { reportsRoutes } from './reports/reports.routes.js';
import { repliesRoutes } from './replies/replies.routes.js';
import { remediationRoutes } from './remediation/remediation.routes.js';
import { verifiersRoutes } from './verifiers/verifiers.routes.js';
import { failuresRoutes } from './remediation/failures.routes.js';
import { workRoutes } from './remediation/work.routes.js';
import { peopleRoutes } from './people/people.routes.js';
import { accountRoutes } from './people/account.routes.js';
import { scheduleRoutes } from './schedule/schedule.routes.js';
import type { Services } from './services.js';
import { spaceRoutes } from './space/space.routes.js';
import { setupRoutes } from './setup/setup.routes.js';
import { settingsRoutes } from './settings/settings.routes.js';
import type { Language, Translate } from './shared/language.js';
import { makeLog } from './shared/log.js';
import { shippedRoutes } from './shipped/shipped.routes.js';
import { wordingsRoutes } from './wordings/wordings.routes.js';
import { withdrawalsRoutes } from './withdrawals/withdrawals.routes.js';
import { virusesRoutes } from './viruses/viruses.routes.js';
import { unitsRoutes } from './units/units.routes.js';
import { assets } from './web/assets.js';
import { authentication } from './web/authentication.js';
import { csrfProtection } from './web/csrf.js';
import { errorPages, notFound } from './web/errors.js';
import { frameMaker } from './web/frame.js';
import { floodGuard, signInLimit } from './web/limits.js';
import { requestLog } from './web/request-log.js';
import { securityHeaders } from './web/security.js';
import { sessions, sessionSecret } from './web/session.js';
import { setupFirst } from './web/setup-first.js';
import { loadTranslations } from './web/translations.js';
import { resumableUploads } from './web/upload-pieces.js';
import { receiveUploads } from './web/uploads.js';
import { setUpViews } from './web/views.js';
import { greet } from './web/visitor.js';

/** Every feature's routes, in the order in which they are asked. */
const features = (services: Services, translate: (language: Language) => Translate, home: string) => [
  setupRoutes(services),
  accountRoutes(services),
  peopleRoutes(services),
  dashboardRoutes(services),
  inspectionsRoutes(services),
  announcementsRoutes(services),
  endingRoutes(services),
  importsRoutes(services),
  plansRoutes(services),
  disposalsRoutes(services),
  drawsRoutes(services),
  answersRoutes(services, translate),
  findingsRoutes(services),
  repliesRoutes(services),
  remediationRoutes(services),
  verifiersRoutes(services),
  failuresRoutes(services),
  workRoutes(services),
  extensionsRoutes(services, translate),
  followUpsRoutes(services),
  handlingRoutes(services),
  batchesRoutes(services),
  savedFiltersRoutes(services),
  wordingsRoutes(services),
  shippedRoutes(services),
  documentsRoutes(services, translate),
  evidenceRoutes(services),
  resumableUploads(services),
  custodyRoutes(services),
  caseFileRoutes(services, translate),
  urgingRoutes(services, translate),
  integrityRoutes(services),
  virusesRoutes(services),
  withdrawalsRoutes(services),
  noticesRoutes(services),
  scheduleRoutes(services, translate, home),
  filingsRoutes(services),
  photosRoutes(services),
  errandsRoutes(services),
  proofRoutes(services),
  clustersRoutes(services),
  disclosuresRoutes(services),
  connectionsRoutes(services, translate, home),
  reportFilesRoutes(services, home),
  recountRoutes(services),
  reportsRoutes(services, translate, home),
  templateRoutes(services),
  evaluationRoutes(services),
  rearrangementsRoutes(services),
  unitsRoutes(services),
  calendarRoutes(services),
  signsRoutes(services),
  checklistsRoutes(services),
  invitationsRoutes(services, home),
  jobsRoutes(services),
  outboxRoutes(services),
  spaceRoutes(services),
  settingsRoutes(services),
];

const health: RequestHandler = async (_req, res) => {
  res.set('Cache-Control', 'no-store');
  const answers = await ping().then(
    () => true,
    () => false,
  );
  res.status(answers ? 200 : 503).json({ status: answers ? 'ok' : 'the database does not answer' });
};

/** The whole product as one express application: what every request passes through, the features, the errors. */
export async function createApp(services: Services, config: Config): Promise<Express> {
  const log = makeLog(config.logLevel);
  const translate = await loadTranslations();
  const door = authentication(services.accounts, await signInLimit(), config.behindTls);
  const app = express();
  app.disable('x-powered-by').set('query parser', 'simple');
  // A proxy in front is on this machine or in its network; whoever else sends X-Forwarded-For is not believed.
  if (config.publicUrl !== undefined) app.set('trust proxy', 'loopback, linklocal, uniquelocal');
  setUpViews(app, translate);

  app.use(requestLog(log), securityHeaders(config.behindTls));
  app.get('/health', health);
  app.use(compression());
  app.use('/assets', assets());
  app.use(door.beforeSession, await sessions(await sessionSecret(config), config.behindTls), door.middleware);
  const { clock } = services;
  const { defaultLanguage } = config;
  const frameOf = frameMaker(services.frame);
  app.use(greet({ clock, defaultLanguage, translate, doorFor: door.doorFor, frameOf }));
  app.use(floodGuard());
  app.use(express.urlencoded({ extended: false, limit: '512kb', parameterLimit: 1000 }));
  app.use(receiveUploads(services.files), csrfProtection);
  app.use(setupFirst(services.setup.isNeeded));

  app.use(...features(services, translate, addressOf(config)));
  app.use(notFound, errorPages(log));
  return app;
}
