import { randomBytes, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const PERIOD = 30;
const WINDOW = 1;

/** A new secret for the authenticator, in base32: 160 bits (RFC 4226, section 4). */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

const generator = (secret: string, label: string, issuer: string): TOTP =>
  new TOTP({
    issuer,
    label,
    secret: Secret.fromBase32(secret),
    period: PERIOD,
    digits: 6,
    algorithm: 'SHA1',
  });

/** The address that an authenticator reads from the QR code. */
export const totpAddress = (secret: string, account: string, issuer: string): string =>
  generator(secret, account, issuer).toString();

/**
 * The step of thirty seconds to which a code belongs, or null when it is wrong. One step before and one after count,
 * for clocks that are not exact (RFC 6238, section 5.2).
 */
export function totpStep(secret: string, code: string, now: Date): number | null {
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const delta = generator(secret, 'x', 'x').validate({
    token: digits,
    timestamp: now.getTime(),
    window: WINDOW,
  });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD) + delta;
}

/** The code of an instant: what the authenticator shows. */
export const totpCode = (secret: string, now: Date): string =>
  generator(secret, 'x', 'x').generate({ timestamp: now.getTime() });

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
export const RECOVERY_CODES = 10;

/** Codes for who loses the authenticator, as `k7mpw-3xhjd`: about 49 bits each, of letters that are not confused. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => `${letters(5)}-${letters(5)}`);

const letters = (count: number): string =>
  Array.from({ length: count }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** A recovery code as it is compared: small letters, without dashes and spaces. */
export const plainRecoveryCode = (typed: string): string => typed.toLowerCase().replace(/[^a-z0-9]/g, '');

/** A token for a link or an API client: 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');
