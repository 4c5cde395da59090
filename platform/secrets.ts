import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { installation } from './installation.ts';

/*
 * Keys derived from the installation's secret, one for each purpose (HKDF-SHA-256, RFC 5869): what is made for one
 * purpose cannot be read or passed off for another.
 */

const keys = new Map<string, Buffer>();

function keyFor(purpose: string): Buffer {
  const { secret } = installation();
  const name = `${secret} ${purpose}`;
  let key = keys.get(name);
  if (!key) {
    key = Buffer.from(hkdfSync('sha256', secret, 'broletto', purpose, 32));
    keys.set(name, key);
  }
  return key;
}

/** A hash that only this installation can compute: it compares texts that must not be kept. 32 bytes. */
export const keyedHash = (purpose: string, text: string): Buffer =>
  createHmac('sha256', keyFor(purpose)).update(text).digest();

/** Encrypts a text (AES-256-GCM); it opens again only with the same purpose and the same `about`. */
export function seal(purpose: string, about: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Opens a sealed text; null when it was tampered with, or sealed for another purpose or thing. */
export function unseal(purpose: string, about: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 28) return null;
  try {
    const open = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, 12))
      .setAAD(Buffer.from(about))
      .setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([open.update(bytes.subarray(28)), open.final()]).toString('utf8');
  } catch {
    return null;
  }
}
