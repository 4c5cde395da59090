import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ActorGrant } from '#platform/call';
import { nobody } from '#platform/call';
import type { Visit } from '#platform/http/visit';
import './building.ts';
import { navigation } from './navigation.ts';

const visit = (path: string, roles: readonly string[], administrator = false): Visit =>
  ({
    path,
    actor: {
      ...nobody,
      accountId: 'a',
      administrator,
      grants: roles.map((role): ActorGrant => ({ role, bodyId: null, delegations: [] })),
    },
  }) as unknown as Visit;
const labels = (path: string, roles: readonly string[], administrator = false) =>
  navigation(visit(path, roles, administrator), 'desk').flatMap((item) => [
    item.label,
    ...(item.children ?? []).map((child) => child.label),
  ]);

it('the menu is of who looks, also right after somebody else has looked at the same page', () => {
  const manager = labels('/quote/avvisi', ['CM']);
  const support = labels('/quote/avvisi', ['SO']);
  assert.ok(manager.includes('Inviti'));
  assert.ok(!support.includes('Inviti'));
  assert.deepEqual(labels('/quote/avvisi', []), ['Scrivania'], 'whose grants have been taken away');
  assert.deepEqual(labels('/quote/avvisi', ['CM']), manager);
  assert.ok(labels('/', [], true).includes('Centri dell’installazione'));
  assert.ok(!labels('/', []).includes('Centri dell’installazione'));
});

it('the menu marks the page that is shown, on each page anew', () => {
  const current = (path: string) =>
    navigation(visit(path, ['CM']), 'desk')
      .filter((item) => item.current)
      .map((item) => item.label);
  assert.deepEqual(current('/quote/avvisi'), ['Quote']);
  assert.deepEqual(current('/adesioni/aderenti'), ['Adesioni']);
  assert.deepEqual(current('/quote/avvisi'), ['Quote']);
});
