import type { Request, RequestHandler, Response } from 'express';
import type { Actor, Post } from '../policies/actor.js';
import type { Clock } from '../shared/clock.js';
import type { FieldError } from '../shared/errors.js';
import { languages, type Language, type Translate } from '../shared/language.js';
import type { Door, KnownPerson } from './door.js';
import type { Frame, FrameBegun } from './frame.js';
import type { Upload } from './visit.js';

/** What the shell finds out about a request before any page sees it. One object, set once, read by the shell only. */
export type Visitor = {
  person: KnownPerson | undefined;
  actor: Actor | undefined;
  language: Language;
  t: Translate;
  now: Date;
  uploads: Upload[];
  uploadErrors: FieldError[];
  /** Files that arrived with the form of this address when it came to nothing. */
  filesLeft: () => Promise<Upload[]>;
  door: Door;
  /** What stands around the page; asks the features, so only when a page is printed. */
  frame: () => Promise<Frame>;
  /** Asks them already now, beside what the page asks. Not before a change: the frame would tell what was. */
  beginFrame: () => void;
};

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the way express lets a request carry more
  namespace Express {
    interface Request {
      visitor: Visitor;
    }
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- passport reads this name
    interface User extends KnownPerson {}
  }
}

declare module 'express-session' {
  interface SessionData {
    /** Wording key, said once on the next page. */
    notice?: string;
    /** Which of the person's posts acts. */
    post?: number;
  }
}

export const LANGUAGE_COOKIE = 'language';

function languageOf(req: Request, fallback: Language): Language {
  const chosen = new RegExp(`(?:^|;\\s*)${LANGUAGE_COOKIE}=(\\w+)`).exec(req.headers.cookie ?? '')?.[1];
  return req.user?.language ?? languages.find((language) => language === chosen) ?? fallback;
}

const actorOf = (person: KnownPerson, post: Post): Actor => ({
  personId: person.id,
  name: person.name,
  post,
});

export type Greeting = {
  clock: Clock;
  defaultLanguage: Language;
  translate: (language: Language) => Translate;
  doorFor: (req: Request, res: Response) => Door;
  frameOf: (req: Request) => FrameBegun;
};

/** Finds out who comes, in which post and language, and when. Runs after the session has been read. */
export function greet(deps: Greeting): RequestHandler {
  return (req, res, next) => {
    const person = req.user;
    const post = person?.posts[req.session.post ?? 0] ?? person?.posts[0];
    const language = languageOf(req, deps.defaultLanguage);
    let begun: FrameBegun | undefined;
    const beginFrame = () => (begun ??= deps.frameOf(req));
    req.visitor = {
      person,
      actor: person === undefined || post === undefined ? undefined : actorOf(person, post),
      language,
      t: deps.translate(language),
      now: deps.clock.now(),
      uploads: [],
      uploadErrors: [],
      filesLeft: () => Promise.resolve([]),
      door: deps.doorFor(req, res),
      frame: () => beginFrame()(),
      beginFrame,
    };
    next();
  };
}
