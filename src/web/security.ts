import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Tells browsers what a page may load: our own files and nothing else, no script or style inside the page. Plain HTTP
 * in the office network must keep working, so only an installation behind TLS asks for TLS.
 */
export const securityHeaders = (behindTls: boolean): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // data: is what the style sheet's own small drawings use.
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(behindTls ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: behindTls ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
