import type { Call } from '#platform/call';
import { sql } from '#platform/database/pool';
import { perform } from '#platform/database/transaction';
import { NotFound, NotSignedIn, RuleBroken } from '#platform/errors';
import { isId, newId } from '#platform/ids';
import { tokenHash } from '../queries/recognise-visitors.ts';
import { newToken } from '../rules/one-time-codes.ts';
import { ownScopes } from '../rules/token-scopes.ts';
import { later, MOST_TOKEN_DAYS } from '../settings.ts';

/** What an API token begins with: scanners of public repositories recognise it, and so do people. */
export const TOKEN_PREFIX = 'brl_';
const MOST_TOKENS = 20;

/**
 * Creates a token of the API for the person itself, in the present centre, within its own permissions.
 * @returns the token, which is kept nowhere; null when the same request had already created one (it was shown then).
 * @throws NotSignedIn (a token creates no tokens); RuleBroken `access.scopes-not-own`, `access.too-many-tokens`.
 */
export async function createApiToken(
  call: Call,
  input: { label: string; scopes: readonly string[]; days: number },
): Promise<{ token: string | null; expiresAt: Date }> {
  const { accountId, scopes } = call.actor;
  if (!accountId || scopes) throw new NotSignedIn();
  const own = ownScopes(call.actor);
  if (input.scopes.length === 0 || input.scopes.some((scope) => !own.includes(scope)))
    throw new RuleBroken('access.scopes-not-own', { field: 'ambiti' });
  const id = newId();
  const token = `${TOKEN_PREFIX}${newToken()}`;
  const expiresAt = later(call.now, Math.min(Math.max(Math.floor(input.days), 1), MOST_TOKEN_DAYS) * 86_400);
  const outcome = await perform(
    call,
    'access.create-api-token',
    async (tx) => {
      const { rows } = await sql<{
        count: number;
      }>`select count(*) as count from access.api_tokens where centre_id = ${call.centreId} and account_id = ${accountId} and revoked_at is null and expires_at > ${call.now}`.execute(
        tx.db,
      );
      if (rows[0]!.count >= MOST_TOKENS) throw new RuleBroken('access.too-many-tokens');
      await sql`insert into access.api_tokens (centre_id, id, account_id, label, token_hash, scopes, created_at, expires_at)
        values (${call.centreId}, ${id}, ${accountId}, ${input.label}, ${tokenHash(token)}, ${[...new Set(input.scopes)]}, ${call.now}, ${expiresAt})`.execute(
        tx.db,
      );
      tx.record({
        action: 'access.api-token-created',
        target: 'api-token',
        targetId: id,
        facts: { scopes: input.scopes, expires: expiresAt.toISOString() },
      });
      return { id };
    },
    input,
  );
  return { token: outcome.id === id ? token : null, expiresAt };
}

/**
 * Revokes an own token; a program that uses it is refused at its next request.
 * @throws NotSignedIn; NotFound.
 */
export async function revokeApiToken(call: Call, tokenId: string): Promise<void> {
  const { accountId } = call.actor;
  if (!accountId || call.actor.scopes) throw new NotSignedIn();
  if (!isId(tokenId)) throw new NotFound('api-token', tokenId);
  await perform(
    call,
    'access.revoke-api-token',
    async (tx) => {
      const { rows } = await sql`update access.api_tokens set revoked_at = ${call.now}
        where centre_id = ${call.centreId} and id = ${tokenId} and account_id = ${accountId} and revoked_at is null returning id`.execute(
        tx.db,
      );
      if (rows.length === 0) throw new NotFound('api-token', tokenId);
      tx.record({ action: 'access.api-token-revoked', target: 'api-token', targetId: tokenId });
    },
    { tokenId },
  );
}
