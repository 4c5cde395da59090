import pg from 'pg';
import { describeTables, writeDescriptions } from '../database/describe.ts';
import { closeTestServer, testDatabase } from '../test/support/database.ts';

/* Writes database/described anew from the migrations: `node bin/describe.ts`. */
const made = await testDatabase();
const client = new pg.Client({ connectionString: made.url });
await client.connect();
writeDescriptions(await describeTables(client));
await client.end();
await made.drop();
await closeTestServer();
