export const LEAST_LETTERS = 12;
export const MOST_LETTERS = 200;

/** Passwords of twelve letters or more found at the top of every list of stolen ones, Italian ones included. */
const COMMON = new Set(
  `password1234 password12345 password123456 passwordpassword 123456789012 1234567890123 12345678901234 123456789123
  1234567891011 0123456789012 qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiopas qwertyuiop[]
  qwerty123456 qwerty1234567 qwertyqwerty 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv q1w2e3r4t5y6 zaq12wsxcde3
  abcdefghijkl abcdefghijklm abcdef123456 abcd12345678 abc123456789 abc1234567890 asdfghjkl123 asdfasdfasdf zxcvbnm12345
  iloveyou1234 iloveyou12345 letmein12345 letmeinplease welcome12345 welcome123456 administrator administrator1 admin1234567
  administrator123 changeme1234 changeme12345 benvenuto123 benvenuto1234 ciaociaociao ciaociao1234 forzaitalia1 forzajuventus
  forzamilan12 juventus1234 juventus1897 password2024 password2025 password2026 amoremio1234 andreaandrea francesco1234
  superman1234 trustno1trustno1 111111111111 000000000000 121212121212 123123123123 123123123123123 112233445566 999999999999
  passw0rd1234 p@ssw0rd1234 p@ssword1234 segretissimo comunecomune provincia123 municipio123 brolettobroletto`.split(
    /\s+/,
  ),
);

/**
 * The code of what is wrong with a new password, or null. Length is what protects: no capitals, figures or signs
 * are asked for (NIST SP 800-63B, 3.1.1.2); refused are the very common ones, those of one or two signs repeated
 * or in a row, and those that hold the name of the e-mail address.
 *
 * `correct horse battery` → null; `123456789012` → common; `Mario.Rossi-2026` of mario.rossi@… → holds the name.
 */
export function passwordProblem(password: string, email: string): string | null {
  const plain = password.normalize('NFC');
  const letters = [...plain].length;
  if (letters < LEAST_LETTERS) return 'access.password-too-short';
  if (letters > MOST_LETTERS) return 'access.password-too-long';
  const low = plain.toLowerCase();
  if (COMMON.has(low) || new Set(low).size < 4 || isInARow(low)) return 'access.password-too-common';
  if (namesIn(email).some((name) => low.includes(name))) return 'access.password-holds-the-name';
  return null;
}

/** Names of an address that are long enough to be recognised: mario.rossi@alfa.it → mario.rossi, mario, rossi. */
function namesIn(email: string): string[] {
  const name = email.toLowerCase().split('@')[0] ?? '';
  return [name, ...name.split(/[^\p{L}]+/u)].filter((part) => [...part].length >= 4);
}

/** abcdefghijkl, 234567890123: each sign follows the one before. */
function isInARow(text: string): boolean {
  let steps = 0;
  for (let at = 1; at < text.length; at++) if (text.charCodeAt(at) - text.charCodeAt(at - 1) === 1) steps++;
  return steps >= text.length - 2;
}
