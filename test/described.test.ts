import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { aHouse } from '#test/house';
import { DESCRIBED, describeTables } from '../database/describe.ts';

describe('the described database', () => {
  const house = aHouse();

  it('has a page for each table and window, and each says what the live schema is', async () => {
    const { rows } = await house.database.owner.query(
      "select current_setting('server_version_num')::int as version",
    );
    const live = await describeTables(house.database.owner);
    assert.deepEqual(
      readdirSync(DESCRIBED).sort(),
      [...live.keys()].sort(),
      'write them again: node bin/describe.ts',
    );
    // Another version of PostgreSQL may print an expression otherwise: there only the columns are compared.
    const readable = (text: string) =>
      rows[0].version >= 180000 ? text : text.replaceAll(/ – `.*`$|\| `.*` \|$/gm, '');
    for (const [name, text] of live)
      assert.equal(
        readable(readFileSync(join(DESCRIBED, name), 'utf8')),
        readable(text),
        `${name}: write it again with node bin/describe.ts`,
      );
  });

  it('names its promises in sentences', async () => {
    const { rows } = await house.database.owner.query<{
      name: string;
    }>(`select conname as name from pg_constraint c join pg_namespace n on n.oid = c.connamespace
      where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'graphile_worker') and contype <> 'n'
        and conrelid <> 'platform.migrations'::regclass and (conname ~ '_(pkey|key|fkey|check|excl)\\d*$' or conname !~ '_')`);
    const ours = rows.map((r) => r.name).filter((name) => !/_(centre_id|account_id)_fkey$/.test(name));
    assert.deepEqual(ours, []);
  });
});
