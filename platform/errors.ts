/** Errors in the domain's words. They are mapped to HTTP, problem+json and Italian in platform/http alone. */

/** The thing asked for does not exist, or not for this centre. */
export class NotFound extends Error {
  readonly what: string;
  readonly id: string | undefined;
  constructor(what: string, id?: string) {
    super(`${what} not found${id ? `: ${id}` : ''}`);
    this.name = 'NotFound';
    this.what = what;
    this.id = id;
  }
}

/** Who asks may not do it. `permission` is the identifier of the permission that is missing. */
export class NotAllowed extends Error {
  readonly permission: string;
  constructor(permission: string) {
    super(`not allowed: ${permission}`);
    this.name = 'NotAllowed';
    this.permission = permission;
  }
}

/** Nobody is signed in, and the page wants somebody. */
export class NotSignedIn extends Error {
  constructor() {
    super('not signed in');
    this.name = 'NotSignedIn';
  }
}

/** A rule of the domain refuses; `code` is the key of its Italian sentence in the room's messages.it.ts. */
export class RuleBroken extends Error {
  readonly code: string;
  readonly facts: Record<string, unknown>;
  constructor(code: string, facts: Record<string, unknown> = {}) {
    super(`rule broken: ${code}`);
    this.name = 'RuleBroken';
    this.code = code;
    this.facts = facts;
  }
}

/** What was typed or sent is not valid: a sentence for each field. */
export class InvalidInput extends Error {
  readonly fields: Readonly<Record<string, string>>;
  constructor(fields: Readonly<Record<string, string>>) {
    super(`invalid input: ${Object.keys(fields).join(', ')}`);
    this.name = 'InvalidInput';
    this.fields = fields;
  }
}

/** Too many attempts; `retryAfter` in seconds. */
export class TooMany extends Error {
  readonly retryAfter: number;
  constructor(retryAfter: number) {
    super('too many requests');
    this.name = 'TooMany';
    this.retryAfter = retryAfter;
  }
}
