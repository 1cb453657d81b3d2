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
  /** The person of a session; undefined when the account is closed or the password has changed since. */
  recognise: (id: string, mark: string) => Promise<KnownPerson | undefined>;
};

type Kept = { id: string; mark: string };
const YEAR = 365 * 24 * 60 * 60 * 1000;

const settle =
  (resolve: () => void, reject: (error: unknown) => void) =>
  (error?: unknown): void => {
    if (error === undefined || error === null) resolve();
    else reject(error);
  };

function passportFor(accounts: Accounts) {
  const passport = new Passport();
  passport.serializeUser<Kept>((person, done) => {
    done(null, { id: person.id, mark: person.mark });
  });
  passport.deserializeUser<Kept>((kept, done) => {
    accounts.recognise(kept.id, kept.mark).then((person) => done(null, person ?? false), done);
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
  const passport = passportFor(accounts);

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
  return { middleware, doorFor };
}
