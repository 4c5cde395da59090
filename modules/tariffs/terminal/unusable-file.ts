import { readFileSync } from 'node:fs';
import { decodeText } from '#platform/files/decode-text';
import { explainFileRefusal, isFileRefusal } from '#platform/files/file-refusal.it';

/** The files cannot be used at all; the message says why, in Italian. */
export class UnusableFile extends Error {}

/**
 * The text of a file: UTF-8 with or without byte order mark, UTF-16, Windows-1252.
 * @throws UnusableFile when it is no text; the error of the system when it is not there.
 */
export function textOf(path: string, what: string): string {
  const decoded = decodeText(readFileSync(path), { welcome: ['json'] });
  if (isFileRefusal(decoded)) throw new UnusableFile(`${what} ${path}: ${explainFileRefusal(decoded)}`);
  return decoded.text;
}
