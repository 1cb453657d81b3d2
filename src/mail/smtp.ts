import nodemailer from 'nodemailer';
import type { Letter, Outcome } from './outbox.js';

type Sender = { from: string; domain: string };

/**
 * The parts of a message. The id is made of the letter's: should a letter ever go out twice, programs that receive it
 * can tell that it is one.
 */
const messageOf = (letter: Letter, { from, domain }: Sender) => ({
  from: { name: 'Kỷ Cương', address: from },
  to: { name: letter.name, address: letter.address },
  subject: letter.subject,
  text: letter.text,
  html: letter.html,
  date: letter.createdAt,
  messageId: `<${letter.id}@${domain}>`,
  // RFC 3834: no absence notes in answer to what a program has sent.
  headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  disableFileAccess: true,
  disableUrlAccess: true,
});

type Failure = { message?: string; code?: string; command?: string; responseCode?: number; syscall?: string };

/** Errors before the server had anything of the letter. */
const NOT_YET = new Set([
  'EDNS',
  'EAUTH',
  'ETLS',
  'ENOAUTH',
  'EOAUTH2',
  'EPROXY',
  'ECONNREFUSED',
  'ENOTFOUND',
]);

/** What an error of nodemailer says about the letter: refused for good, not taken yet, or nobody knows. */
export function outcomeOf(error: Failure): Outcome {
  const { code = '', command = '', responseCode, syscall } = error;
  const reason = error.message ?? code;
  if (NOT_YET.has(code) || syscall === 'connect') return { kind: 'later', reason };
  if (responseCode === undefined) return { kind: 'unknown', reason };
  const permanent = responseCode >= 500 && responseCode < 600;
  if (permanent && command === 'RCPT TO') return { kind: 'refused', reason, address: true };
  if (permanent && command === 'DATA') return { kind: 'refused', reason, address: false };
  // Anything else that a server says is about us or about now: its settings, its load, its patience.
  return { kind: 'later', reason };
}

/** Sends by a mail server; one line for each letter, so that a line that breaks says which letter it broke under. */
export function smtpSender(url: string, sender: Sender) {
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
  });
  return async (letter: Letter): Promise<Outcome> => {
    try {
      await transport.sendMail(messageOf(letter, sender));
      return { kind: 'sent' };
    } catch (error) {
      return outcomeOf(error as Failure);
    }
  };
}

/** The letter as a file that every mail program opens and can send. */
export async function letterFile(letter: Letter, sender: Sender): Promise<Buffer> {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await transport.sendMail(messageOf(letter, sender));
  return message as Buffer;
}
