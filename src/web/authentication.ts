import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import { Passport } from 'passport';
import { Strategy } from 'passport-local';
import { Invalid } from '../shared/errors.js';
import type { Door, KnownPerson } from './door.js';
import type { SignInLimit } from './limits.js';
import { LANGUAGE_COOKIE } from './visitor.js';

/** What the shell asks of the people. */
export type Accounts = {
  /** Throws `Invalid` unless the user name and password belong together and the account is open. */
  signIn: (userName: string, password: string, now: Date) => Promise<KnownPerson>;
  /** The person with the id as the account is now; undefined when it is closed. `mark` changes with the password. */
  byId: (id: string) => Promise<KnownPerson | undefined>;
};

type Kept = { id: string; mark: string };
type Ahead = { id: string; person: Promise<KnownPerson | undefined> };

declare module 'http' {
  interface IncomingMessage {
    /** The account that the session will probably name, being read while the session is read. */
    accountAhead?: Ahead;
  }
}

/** So many sessions are remembered with the account they named last; the oldest go first. */
const MOST_REMEMBERED = 2000;
const YEAR = 365 * 24 * 60 * 60 * 1000;

const settle =
  (resolve: () => void, reject: (error: unknown) => void) =>
  (error?: unknown): void => {
    if (error === undefined || error === null) resolve();
    else reject(error);
  };

/**
 * Reads the account beside the session instead of after it: a page then waits for one answer of the database less. What
 * is remembered is only which account to begin with; who somebody is comes from the session, and the account from now.
 */
function readingAhead(accounts: Accounts) {
  const remembered = new Map<string, string>();
  const begin: RequestHandler = (req, _res, next) => {
    const id = remembered.get(req.headers.cookie ?? '');
    if (id !== undefined) {
      const person = accounts.byId(id);
      // A failure is told to the one who uses the answer.
      person.catch(() => undefined);
      req.accountAhead = { id, person };
    }
    next();
  };
  const accountOf = (req: IncomingMessage, id: string): Promise<KnownPerson | undefined> => {
    if (req.accountAhead?.id === id) return req.accountAhead.person;
    remembered.set(req.headers.cookie ?? '', id);
    const [oldest] = remembered.keys();
    if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return accounts.byId(id);
  };
  return { begin, accountOf };
}
type ReadingAhead = ReturnType<typeof readingAhead>;

function passportFor(accounts: Accounts, { accountOf }: ReadingAhead) {
  const passport = new Passport();
  passport.serializeUser<Kept>((person, done) => {
    done(null, { id: person.id, mark: person.mark });
  });
  passport.deserializeUser<Kept, IncomingMessage>((req, kept, done) => {
    accountOf(req, kept.id).then((person) => done(null, person?.mark === kept.mark ? person : false), done);
  });
  const fields = {
    usernameField: 'userName',
    passwordField: 'password',
    passReqToCallback: true,
  } as const;
  passport.use(
    new Strategy(fields, (req, userName, password, done) => {
      accounts.signIn(userName, password, req.visitor.now).then((person) => done(null, person), done);
    }),
  );
  return passport;
}

/** Signing in with a user name and password. passport renews the session's id whenever somebody enters or leaves. */
export function authentication(accounts: Accounts, limit: SignInLimit, behindTls: boolean) {
  const ahead = readingAhead(accounts);
  const passport = passportFor(accounts, ahead);

  const check = (req: Request, res: Response): Promise<KnownPerson> =>
    new Promise((resolve, reject) => {
      const answer = (error: unknown, person?: KnownPerson | false) => {
        if (error !== null && error !== undefined) reject(error);
        else if (person === undefined || person === false)
          reject(new Invalid([{ field: 'userName', message: 'people:signIn.wrong' }]));
        else resolve(person);
      };
      (passport.authenticate('local', answer) as RequestHandler)(req, res, reject);
    });

  const doorFor = (req: Request, res: Response): Door => {
    const enter = (person: KnownPerson) =>
      new Promise<void>((resolve, reject) => req.logIn(person, settle(resolve, reject)));
    return {
      personId: req.user?.id,
      enter,
      async signIn() {
        const from = req.ip ?? '';
        await limit.check(from);
        const person = await check(req, res).catch(async (error: unknown) => {
          if (error instanceof Invalid) await limit.count(from);
          throw error;
        });
        await enter(person);
        return person;
      },
      leave: () => new Promise<void>((resolve, reject) => req.logOut(settle(resolve, reject))),
      takePost(index) {
        req.session.post = index;
      },
      rememberLanguage(language) {
        const options = { maxAge: YEAR, httpOnly: true, sameSite: 'lax', secure: behindTls } as const;
        res.cookie(LANGUAGE_COOKIE, language, options);
      },
    };
  };

  const middleware = [passport.initialize(), passport.session()] as RequestHandler[];
  return { beforeSession: ahead.begin, middleware, doorFor };
}
