import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import nodemailer, { type SendMailOptions, type Transporter } from 'nodemailer';
import { romeDate, romeTime } from '../calendar.ts';
import { installation } from '../installation.ts';

/** A message ready to leave. */
export interface Mail {
  /** Stable: sent twice after a failure, it can be recognised as one. */
  id: string;
  channel: 'EMAIL' | 'PEC';
  /** The name before the sender's address. */
  fromName: string | null;
  replyTo: string | null;
  to: string;
  subject: string;
  text: string;
  attachments: readonly { name: string; type: string; bytes: Buffer }[];
  at: Date;
}

/** How a message left: handed to a mail server, written in a folder, or not at all for want of a mailbox. */
export type Delivery =
  | { how: 'SENT'; answer: string }
  | { how: 'FOLDER'; file: string }
  | { how: 'NO_MAILBOX' };

/** The mail server refused the message for good: trying again is of no use. */
export class MailRefused extends Error {}

const WAIT_MS = 15_000;
const transports = new Map<string, Transporter>();

/**
 * Hands a message to the mail server of the configuration. Without one it is written in DATA_DIR/mail as an .eml
 * file, which any mail program opens. A PEC never leaves by the ordinary mailbox.
 * @throws MailRefused when the server says no for good; other errors may be tried again.
 */
export async function deliverMail(mail: Mail): Promise<Delivery> {
  const { mailUrl, mailFrom, pecUrl, pecFrom } = installation();
  const url = mail.channel === 'PEC' ? pecUrl : mailUrl;
  const from = mail.channel === 'PEC' ? (pecFrom ?? mailFrom) : mailFrom;
  if (!url) return mail.channel === 'PEC' && mailUrl ? { how: 'NO_MAILBOX' } : intoFolder(mail, from);
  try {
    const sent = await transport(url).sendMail(composed(mail, from));
    return { how: 'SENT', answer: String(sent.response ?? '').slice(0, 300) };
  } catch (error) {
    const { responseCode, code, message } = error as {
      responseCode?: number;
      code?: string;
      message: string;
    };
    if (code === 'EENVELOPE' && responseCode && responseCode >= 500) throw new MailRefused(message);
    throw error;
  }
}

function transport(url: string): Transporter {
  let known = transports.get(url);
  if (!known) {
    known = nodemailer.createTransport({
      url,
      connectionTimeout: WAIT_MS,
      greetingTimeout: WAIT_MS,
      socketTimeout: WAIT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    } as never);
    transports.set(url, known);
  }
  return known;
}

async function intoFolder(mail: Mail, from: string): Promise<Delivery> {
  const folder = join(installation().dataDirectory, 'mail');
  const file = `${romeDate(mail.at)}_${romeTime(mail.at).replace(':', '')}_${mail.id}.eml`;
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const made = await composer.sendMail(composed(mail, from));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, file), made.message as Buffer, { mode: 0o600 });
  return { how: 'FOLDER', file };
}

/** Addresses go as objects, never as text to be taken apart: a comma or a line break in one adds nobody. */
function composed(mail: Mail, from: string): SendMailOptions {
  const sender = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(from);
  const address = sender?.[2] ?? from.trim();
  const host = address.split('@')[1] ?? 'localhost';
  return {
    messageId: `<${mail.id}@${host}>`,
    date: mail.at,
    from: { name: mail.fromName ?? sender?.[1]?.replaceAll('"', '') ?? '', address },
    to: { name: '', address: mail.to },
    ...(mail.replyTo ? { replyTo: { name: mail.fromName ?? '', address: mail.replyTo } } : {}),
    subject: mail.subject,
    text: mail.text,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'it' },
    attachments: mail.attachments.map((a) => ({ filename: a.name, contentType: a.type, content: a.bytes })),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
