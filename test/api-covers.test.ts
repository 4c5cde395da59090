import assert from 'node:assert/strict';
import { it } from 'node:test';
import { allPermissions } from '#platform/permission';
import { allEndpoints, allRoutes, rooms } from '../modules/building.ts';

/** What a program does not do, and why. */
const ONLY_ON_PAGES: Readonly<Record<string, string>> = {
  'membership.reject-applications': 'a step of moveMembershipApplication, with its own permission',
  'directory.view-contacts': 'shows more of what listBodies and getBody answer; asked inside them',
};

it('whatever a person may do has an operation of the API, or a reason why not', () => {
  assert.ok(allRoutes().length > 0);
  const covered = new Set(
    allEndpoints().map(({ permission }) => (permission === 'everyone' ? permission : permission.id)),
  );
  const without = allPermissions()
    .map(({ id }) => id)
    // Other tests declare permissions of their own in the same process.
    .filter((id) => rooms.some(({ name }) => id.startsWith(`${name}.`)))
    .filter((id) => !covered.has(id) && !(id in ONLY_ON_PAGES));
  assert.deepEqual(without, []);
});
