import type { Request } from 'express';
import type { Actor } from '../policies/actor.js';
import { inLanguage, languages, printSize, type Bilingual } from '../shared/language.js';
import { csrfTokenFor } from './csrf.js';
import { acceptedEndings, fileWords, largestOf, type FileRules } from './file-kinds.js';
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
  /** Where pictures are found whose mask has just changed, by the address that browsers may keep them under. */
  redrawn: Record<string, string>;
  path: string;
};

/** Questions that the frame asks of features. */
export type FrameSources = {
  cityName: () => Promise<Bilingual | undefined>;
  inboxCount: (actor: Actor) => Promise<number>;
  fileRules: () => Promise<FileRules>;
  /** Files that nobody may open, and why. */
  shutFiles: () => Promise<readonly { sha256: string; state: string }[]>;
  /** Pictures whose mask has just changed: the address that browsers may keep them under, and a new one. */
  redrawnPictures: () => Promise<Record<string, string>>;
  /** Bytes that people of a unit may still send; undefined where that is not known yet. */
  roomAtHand: (unitId: string) => Promise<number | undefined>;
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
    const answers = told(sources, actor === undefined || busy ? undefined : actor);
    // A failure matters only to a page that is printed.
    answers.catch(() => undefined);
    return async () => finish(req, sources, await answers);
  };
}

/** What the features say. `actor`: whoever is at work, undefined for strangers and before the first password. */
async function told(sources: FrameSources, actor: Actor | undefined) {
  const [city, rules, inboxCount, shut, redrawn, room] = await Promise.all([
    sources.cityName(),
    sources.fileRules(),
    actor === undefined ? 0 : sources.inboxCount(actor),
    actor === undefined ? [] : sources.shutFiles(),
    actor === undefined ? {} : sources.redrawnPictures(),
    actor === undefined ? undefined : sources.roomAtHand(actor.post.unitId),
  ]);
  return { city, rules, inboxCount, shut, redrawn, room };
}

/** What a field for files takes; where the room of the unit may not do for one form, that too. */
function allowedWords(
  rules: FileRules,
  room: number | undefined,
  { t, language }: Request['visitor'],
): string {
  const allowed = t('evidence:allowed', fileWords(rules, t));
  if (room === undefined || room >= largestOf(rules) * rules.most) return allowed;
  return `${allowed} ${t(room === 0 ? 'evidence:noRoom' : 'evidence:littleRoom', { size: printSize(room, language) })}`;
}

function finish(
  req: Request,
  { demo }: FrameSources,
  { city, rules, inboxCount, shut, redrawn, room }: Awaited<ReturnType<typeof told>>,
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
      allowed: allowedWords(rules, room, req.visitor),
      most: rules.most,
    },
    shut: Object.fromEntries(
      shut.map(({ sha256, state }) => [sha256.slice(0, 12), t(`viruses:mark.${state}`)]),
    ),
    redrawn,
    cityName: city === undefined ? '' : inLanguage(city, language),
    path: req.method === 'GET' ? req.originalUrl : req.path,
  };
}
