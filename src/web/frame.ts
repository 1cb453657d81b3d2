import type { Request } from 'express';
import type { Actor } from '../policies/actor.js';
import { inLanguage, languages, type Bilingual } from '../shared/language.js';
import { csrfTokenFor } from './csrf.js';
import { acceptedEndings, fileWords, type FileRules } from './file-kinds.js';
import { navigationFor } from './navigation.js';

/** What the layouts print around every page. */
export type Frame = {
  language: string;
  otherLanguages: { code: string; label: string }[];
  /** Made when a template prints it, so that a page without a form begins no session. */
  readonly csrfToken: string;
  person: { name: string; post: string } | null;
  navigation: { href: string; label: string; current: boolean }[];
  /** Whether there are cases to search in. */
  search: boolean;
  notice: string | null;
  demo: boolean;
  inboxCount: number;
  cityName: string;
  /** What a field for files takes, and how that is said before anybody chooses. */
  files: { accept: string; allowed: string; most: number };
  /** What is said of files that nobody may open, by the first 12 digits of their SHA-256. */
  shut: Record<string, string>;
  path: string;
};

/** Questions that the frame asks of features. */
export type FrameSources = {
  cityName: () => Promise<Bilingual | undefined>;
  inboxCount: (actor: Actor) => Promise<number>;
  fileRules: () => Promise<FileRules>;
  /** Files that nobody may open, and why. */
  shutFiles: () => Promise<readonly { sha256: string; state: string }[]>;
  demo: boolean;
};

function takeNotice(req: Request): string | null {
  const key = req.session.notice;
  delete req.session.notice;
  return key === undefined ? null : req.visitor.t(key);
}

const postLine = (actor: Actor, language: 'vi' | 'en'): string =>
  `${inLanguage(actor.post.title, language)}, ${inLanguage(actor.post.unitName, language)}`;

/** A frame that the features have been asked about; it is finished when the page is printed. */
export type FrameBegun = () => Promise<Frame>;

/** Makes the frame of every page: asks the features as soon as a request begins. */
export function frameMaker(sources: FrameSources) {
  return (req: Request): FrameBegun => {
    const { person, actor } = req.visitor;
    const busy = person === undefined || person.mustChangePassword;
    const answers = Promise.all([
      sources.cityName(),
      actor === undefined || busy ? 0 : sources.inboxCount(actor),
      actor === undefined || busy ? [] : sources.shutFiles(),
      sources.fileRules(),
    ]);
    // A failure matters only to a page that is printed.
    answers.catch(() => undefined);
    return async () => finish(req, sources, ...(await answers));
  };
}

function finish(
  req: Request,
  { demo }: FrameSources,
  city: Bilingual | undefined,
  inboxCount: number,
  shut: readonly { sha256: string; state: string }[],
  rules: FileRules,
): Frame {
  const { person, actor, language, t } = req.visitor;
  const busy = person === undefined || person.mustChangePassword;
  const navigation = actor === undefined || busy ? [] : navigationFor(actor.post.role, req.path);
  let token: string | undefined;
  return {
    language,
    otherLanguages: languages
      .filter((code) => code !== language)
      .map((code) => ({ code, label: t(`common:language.${code}`) })),
    get csrfToken() {
      token ??= csrfTokenFor(req);
      return token;
    },
    person:
      person === undefined || actor === undefined
        ? null
        : { name: person.name, post: postLine(actor, language) },
    navigation: navigation.map((entry) => ({ ...entry, label: t(entry.label) })),
    search: navigation.some((entry) => entry.href === '/inspections'),
    notice: takeNotice(req),
    demo,
    inboxCount,
    files: {
      accept: acceptedEndings(rules),
      allowed: t('evidence:allowed', fileWords(rules, t)),
      most: rules.most,
    },
    shut: Object.fromEntries(
      shut.map(({ sha256, state }) => [sha256.slice(0, 12), t(`viruses:mark.${state}`)]),
    ),
    cityName: city === undefined ? '' : inLanguage(city, language),
    path: req.method === 'GET' ? req.originalUrl : req.path,
  };
}
