const ALWAYS: readonly (readonly [string, string])[] = [
  [
    'content-security-policy',
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=()'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['x-frame-options', 'DENY'],
];

/** The headers that go with every answer; over https also the promise to stay on it. */
export const securityHeaders = (secure: boolean): readonly (readonly [string, string])[] =>
  secure ? [...ALWAYS, ['strict-transport-security', 'max-age=31536000; includeSubDomains']] : ALWAYS;
