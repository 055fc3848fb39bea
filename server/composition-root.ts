import { hkdfSync } from 'node:crypto';
import {
  abandonedOperationsJob,
  auditRoutes,
  checkpointCopiesJob,
  type LogKey,
  loadLogKey,
  sequencerJob,
  startWatcher,
} from './modules/audit/index.ts';
import {
  catalogueRoutes,
  configureCatalog,
  fileProducts,
  onReferenceCheck,
  picturesInUse,
} from './modules/catalog/index.ts';
import { configureIdentity, meRoutes, onUserReferenceCheck } from './modules/identity/index.ts';
import {
  bindOpenOrders,
  bindOpenReservations,
  configureStockMail,
  documentWithProduct,
  inventoryRoutes,
  mailBackInStock,
  mailLowStock,
  STOCK_TOPICS,
} from './modules/inventory/index.ts';
import { configurePictureUrls, onPictureUse, sweepOrphans } from './modules/media/index.ts';
import { completeMails, configureMail, SEND_TOPIC, sendMail } from './modules/notifications/index.ts';
import { expireRequests, judge } from './modules/operations/index.ts';
import {
  askAfterPayments,
  configureOrdering,
  expireOrders,
  mailOrder,
  ORDER_TOPICS,
  openOrdersOf,
  openReservations,
  orderOfUser,
  orderWithProduct,
  paymentCallbackRoutes,
  returnPhotosInUse,
  shopRoutes,
  withOrderKey,
} from './modules/ordering/index.ts';
import {
  CARD_TEST_TOPIC,
  callBack,
  configureCardTest,
  firstPaymentRules,
  REFUND_TOPIC,
  sendRefund,
} from './modules/payments/index.ts';
import { ERASURE_TOPIC, finishErasure } from './modules/privacy/index.ts';
import { ensureSettings } from './modules/settings/index.ts';
import type { ApiRoute } from './platform/api-route.ts';
import { startChangeHub, stopChangeHub } from './platform/change-stream.ts';
import type { Config } from './platform/config.ts';
import { connectDatabase, disconnectDatabase, ensureCollections } from './platform/database.ts';
import { bindSecondLook } from './platform/four-eyes.ts';
import { type Job, startJobs } from './platform/jobs.ts';
import { configureKeptObjects, ensureKeptBucket } from './platform/kept-objects.ts';
import { configureObjectStore, ensureBucket } from './platform/object-store.ts';
import { onOutbox, outboxJob } from './platform/outbox.ts';

const MINUTE = 60_000;

/** What the modules offer on the public API. */
export const apiRoutes: ApiRoute[] = [
  ...catalogueRoutes,
  ...inventoryRoutes,
  ...meRoutes,
  ...shopRoutes,
  ...paymentCallbackRoutes,
  ...auditRoutes,
];

/** The only place where modules are put together: settings handed out, ports bound. Touches nothing outside the process. */
export function compose(config: Config): { logKey: LogKey } {
  configureObjectStore({
    region: config.S3_REGION,
    bucket: config.S3_BUCKET,
    forcePathStyle: config.S3_FORCE_PATH_STYLE,
    ...(config.S3_ENDPOINT ? { endpoint: config.S3_ENDPOINT } : {}),
    ...(config.S3_ACCESS_KEY_ID ? { accessKeyId: config.S3_ACCESS_KEY_ID } : {}),
    ...(config.S3_SECRET_ACCESS_KEY ? { secretAccessKey: config.S3_SECRET_ACCESS_KEY } : {}),
  });
  configureKeptObjects({ bucket: config.AUDIT_COPIES_BUCKET, days: config.AUDIT_COPIES_LOCK_DAYS });
  configurePictureUrls({ imageBaseUrl: config.IMAGE_BASE_URL });
  configureCatalog({ currency: config.SHOP_CURRENCY });
  configureIdentity({
    rolesFrom: config.ROLES_FROM,
    freshWithinSeconds: config.production ? 300 : null,
    staffProveTwice: config.production,
    providerName: config.OIDC_PROVIDER_NAME,
  });
  configureOrdering({
    currency: config.SHOP_CURRENCY,
    secureCookies: config.STOREFRONT_URL.startsWith('https:'),
    storefrontUrl: config.STOREFRONT_URL,
    linkSecret: config.SESSION_SECRET,
    timeZone: config.TIME_ZONE,
  });
  configureStockMail({ storefrontUrl: config.STOREFRONT_URL });
  configureMail({ smtpUrl: config.SMTP_URL });
  completeMails(withOrderKey);
  configureCardTest({
    callbackUrl: new URL('/api/v1/payments/callbacks/card_test', config.PUBLIC_URL).toString(),
    secret: config.CARD_TEST_SECRET ?? derivedSecret(config.SESSION_SECRET, 'call-backs of the test card'),
  });

  onReferenceCheck(orderWithProduct);
  onReferenceCheck(documentWithProduct);
  onUserReferenceCheck(orderOfUser);
  onPictureUse(picturesInUse);
  onPictureUse(returnPhotosInUse);
  bindSecondLook(judge);
  bindOpenReservations(openReservations);
  bindOpenOrders(openOrdersOf);

  onOutbox(REFUND_TOPIC, sendRefund);
  onOutbox(SEND_TOPIC, sendMail);
  onOutbox(CARD_TEST_TOPIC, callBack);
  for (const topic of ORDER_TOPICS) onOutbox(topic, (message, id) => mailOrder(topic, message, id));
  // Of some nobody wants to hear by mail.
  for (const topic of STOCK_TOPICS) onOutbox(topic, async () => undefined);
  onOutbox('stock.back', mailBackInStock);
  onOutbox('stock.low', mailLowStock);
  onOutbox(ERASURE_TOPIC, finishErasure);

  return {
    logKey: loadLogKey({
      publicUrl: config.PUBLIC_URL,
      signingKey: config.AUDIT_SIGNING_KEY,
      dataDir: config.DATA_DIR,
    }),
  };
}

const derivedSecret = (secret: string, whatFor: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', whatFor, 32)).toString('hex');

/**
 * Connects to the parts outside and makes what must be there: collections, indexes, validators, the bucket, the settings, and lists in which the
 * products of an earlier version stand.
 */
export async function connectParts(config: Config): Promise<void> {
  await connectDatabase(config.MONGODB_URI);
  await ensureCollections();
  await fileProducts();
  await ensureBucket();
  await ensureKeptBucket();
  await ensureSettings({
    payments: firstPaymentRules({ live: config.production }),
    ...(config.production ? { senderEmail: `shop@${new URL(config.STOREFRONT_URL).hostname}` } : {}),
  });
}

/** Starts what runs beside the requests, each once across all instances; answers how to stop it, connections included. */
export function startBackground(logKey: LogKey): { stop(): Promise<void> } {
  const jobs: Job[] = [
    outboxJob,
    abandonedOperationsJob,
    sequencerJob(logKey),
    checkpointCopiesJob,
    { name: 'ask-after-payments', everyMilliseconds: MINUTE, run: async () => void (await askAfterPayments()) },
    { name: 'expire-orders', everyMilliseconds: MINUTE, run: async () => void (await expireOrders()) },
    { name: 'expire-approvals', everyMilliseconds: MINUTE, run: async () => void (await expireRequests()) },
    { name: 'sweep-pictures', everyMilliseconds: 10 * MINUTE, run: async () => void (await sweepOrphans()) },
  ];
  startChangeHub();
  const running = startJobs(jobs);
  const watcher = startWatcher();
  return {
    async stop() {
      await Promise.all([running.stop(), watcher.stop(), stopChangeHub()]);
      await disconnectDatabase();
    },
  };
}
