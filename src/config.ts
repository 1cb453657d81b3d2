import path from 'node:path';
import { languages, type Language } from './shared/language.js';

export type Config = {
  port: number;
  host: string;
  /** Where everything lies that must outlive the process: the embedded store and the session secret. */
  dataDir: string;
  /** Absent: the product starts its own store in `dataDir`. */
  mongodbUri?: string;
  /** Absent: made at the first start and kept in `dataDir`. */
  sessionSecret?: string;
  /** The address that people type, without a slash at its end. */
  publicUrl?: string;
  /** People reach the product through TLS: cookies are Secure and browsers are told to stay with TLS. */
  behindTls: boolean;
  defaultLanguage: Language;
  smtpUrl?: string;
  /** Where files are looked through for viruses; absent: nowhere. */
  clamdUrl?: string;
  /** The address that mail comes from. */
  mailFrom: string;
  logLevel: 'info' | 'silent';
};

/** A setting that the product cannot start with. The message is one line and names the setting. */
export class ConfigError extends Error {}

type Environment = Record<string, string | undefined>;

const reject = (name: string, must: string): never => {
  throw new ConfigError(`${name} ${must}`);
};

/** An empty setting is one that is not set: that is how compose files and unit files leave one out. */
const read = (env: Environment, name: string): string | undefined => {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
};

function readPort(env: Environment): number {
  const text = read(env, 'PORT') ?? '3000';
  const port = Number(text);
  const valid = /^\d{1,5}$/.test(text) && port <= 65535;
  return valid ? port : reject('PORT', `must be a whole number from 0 to 65535, not "${text}"`);
}

function readHost(env: Environment): string {
  const host = read(env, 'HOST') ?? '127.0.0.1';
  return /^[\w.:%-]+$/.test(host)
    ? host
    : reject('HOST', `must be a host name or an address to listen on, not "${host}"`);
}

/** Addresses may carry a password, so a wrong one is not repeated in the message. */
function readAddress(env: Environment, name: string, schemes: string[]): string | undefined {
  const text = read(env, name);
  if (text === undefined) return undefined;
  const fits = schemes.some((scheme) => text.startsWith(`${scheme}://`) && text.length > scheme.length + 3);
  return fits
    ? text
    : reject(name, `must begin with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`);
}

function readPublicUrl(env: Environment): string | undefined {
  const text = read(env, 'PUBLIC_URL');
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const bare = url?.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  return url !== undefined && bare && ['http:', 'https:'].includes(url.protocol)
    ? url.origin
    : reject('PUBLIC_URL', `must be an http or https address without a path, not "${text}"`);
}

function readLanguage(env: Environment): Language {
  const text = read(env, 'DEFAULT_LANGUAGE') ?? 'vi';
  const language = languages.find((word) => word === text);
  return language ?? reject('DEFAULT_LANGUAGE', `must be one of ${languages.join(', ')}, not "${text}"`);
}

function readSecret(env: Environment): string | undefined {
  const secret = read(env, 'SESSION_SECRET');
  return secret === undefined || secret.length >= 32
    ? secret
    : reject('SESSION_SECRET', 'must have at least 32 characters');
}

/** clamd listens on a port or on a socket of the machine. */
function readClamd(env: Environment): string | undefined {
  const text = read(env, 'CLAMD_URL');
  if (text === undefined || /^unix:\/[^\0]+$/.test(text)) return text;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'tcp:' && url.hostname !== '' && ['', '/'].includes(url.pathname)
    ? text
    : reject('CLAMD_URL', `must look like tcp://host:3310 or unix:/run/clamav/clamd.ctl, not "${text}"`);
}

/** Without the setting: an address at the host that people type. */
function readMailFrom(env: Environment, publicUrl: string | undefined): string {
  const typed = read(env, 'MAIL_FROM');
  if (typed !== undefined)
    return /^[^\s@<>]+@[^\s@<>]+$/.test(typed)
      ? typed
      : reject('MAIL_FROM', `must be an address such as ky-cuong@hanoi.gov.vn, not "${typed}"`);
  return `ky-cuong@${publicUrl === undefined ? 'localhost' : new URL(publicUrl).hostname}`;
}

const present = <K extends string>(key: K, value: string | undefined) =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<K, string>>;

/** Reads every setting, or throws `ConfigError` for the first wrong one. Pure: the environment comes as an argument. */
export function readConfig(env: Environment): Config {
  const publicUrl = readPublicUrl(env);
  return {
    port: readPort(env),
    host: readHost(env),
    dataDir: path.resolve(read(env, 'DATA_DIR') ?? './data'),
    behindTls: publicUrl?.startsWith('https:') ?? false,
    defaultLanguage: readLanguage(env),
    logLevel: 'info',
    mailFrom: readMailFrom(env, publicUrl),
    ...present('mongodbUri', readAddress(env, 'MONGODB_URI', ['mongodb', 'mongodb+srv'])),
    ...present('sessionSecret', readSecret(env)),
    ...present('publicUrl', publicUrl),
    ...present('clamdUrl', readClamd(env)),
    ...present('smtpUrl', readAddress(env, 'SMTP_URL', ['smtp', 'smtps'])),
  };
}

/** The settings of this process. The only reader of the environment. */
export const loadConfig = (): Config => readConfig(process.env);

/** The address that people type; without the setting, where this process listens. */
export const addressOf = ({ host, publicUrl, port }: Pick<Config, 'host' | 'publicUrl' | 'port'>): string =>
  publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
