import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { rooms } from '../modules/building.ts';

/*
 * No walking through walls: a room enters another by its door alone, down a floor or along its neighbours;
 * its SQL touches another room's schema only through the windows (views) that the room publishes.
 */

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const sources = (pattern: string): string[] =>
  globSync(pattern, { cwd: root }).filter(
    (path) => !path.endsWith('.test.ts') && !path.endsWith('builders.ts'),
  );
const roomOf = (path: string): string | undefined => /^modules\/([^/]+)\//.exec(path)?.[1];
const byName = new Map(rooms.map((room) => [room.name, room]));
const schemaOf = (room: string): string => room.replaceAll('-', '_');

function mayEnter(from: string, to: string): boolean {
  const [guest, host] = [byName.get(from), byName.get(to)];
  if (!guest || !host) return false;
  return guest.floor > host.floor || guest.neighbours.includes(to);
}

describe('the building', () => {
  it('lists every room that has a folder', () => {
    const folders = globSync('modules/*/', { cwd: root }).map((path) =>
      path.replace(/^modules\//, '').replace(/\/$/, ''),
    );
    assert.deepEqual(
      folders.filter((name) => existsSync(join(root, 'modules', name, 'routes.ts')) && !byName.has(name)),
      [],
    );
  });

  it('has a README in every room', () => {
    assert.deepEqual(
      rooms
        .filter((room) => !existsSync(join(root, 'modules', room.name, 'README.md')))
        .map((room) => room.name),
      [],
    );
  });

  it('opens along a floor only doors and windows of rooms that stand on it', () => {
    for (const room of rooms)
      for (const name of [...room.neighbours, ...(room.windows ?? [])])
        assert.equal(byName.get(name)?.floor, room.floor, `${room.name} → ${name}`);
  });

  it('lets no room into another but by its door', () => {
    const wrong: string[] = [];
    for (const path of sources('modules/*/**/*.ts')) {
      for (const [, target] of read(path).matchAll(/from '((?:\.\.?\/|#)[^']+)'/g)) {
        const room = roomOf(path)!;
        if (target!.startsWith('#')) {
          const name = target!.slice(1).split('/')[0]!;
          if (['platform', 'ui', 'test'].includes(name) || name === room) continue;
          if (!mayEnter(room, name)) wrong.push(`${path} → ${target}`);
        } else {
          const reached = join(path, '..', target!);
          const other = roomOf(reached);
          if (other !== undefined && other !== room) wrong.push(`${path} → ${target}`);
        }
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('keeps the domain out of the platform and of the interface', () => {
    const wrong = [...sources('platform/**/*.ts'), ...sources('ui/**/*.ts')].filter((path) => {
      const text = read(path);
      return /from '#(?!platform|ui|test)/.test(text) || /from '[./]*modules\//.test(text);
    });
    assert.deepEqual(wrong, []);
  });

  it('lets the SQL of a room read other rooms through their windows alone, and write nowhere but at home', () => {
    const tables = tablesBySchema();
    const wrong: string[] = [];
    for (const path of sources('modules/*/**/*.ts')) {
      const room = roomOf(path)!;
      for (const [, schema, table] of read(path).matchAll(/\b([a-z_]+)\.([a-z_]+)\b/g)) {
        const owner = rooms.find((r) => schemaOf(r.name) === schema);
        if (!owner || owner.name === room || !tables.get(schema!)?.has(table!)) continue;
        wrong.push(`${path}: ${schema}.${table}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('lets the SQL of a room look through windows only down a floor, or along it where the plan says so', () => {
    const wrong: string[] = [];
    for (const path of sources('modules/*/**/*.ts')) {
      const room = byName.get(roomOf(path)!);
      if (!room) continue;
      for (const [, schema, view] of read(path).matchAll(/\b(?:from|join) ([a-z_]+)\.([a-z_]+)\b/g)) {
        const owner = rooms.find((r) => schemaOf(r.name) === schema);
        if (!owner || owner === room || mayEnter(room.name, owner.name)) continue;
        if (!room.windows?.includes(owner.name)) wrong.push(`${path}: ${schema}.${view}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('locks every table of a centre by row security', () => {
    const sqlText = globSync('database/migrations/*.sql', { cwd: root }).map(read).join('\n');
    const open: string[] = [];
    for (const [, name, columns] of sqlText.matchAll(/create table ([a-z_]+\.[a-z_]+) \(([\s\S]*?)\n\);/g)) {
      if (!/^\s+centre_id\s/m.test(columns!)) continue;
      const locked =
        sqlText.includes(`lock_by_centre('${name}'`) ||
        sqlText.includes(`alter table ${name} enable row level security`);
      if (!locked && !name!.startsWith('access.sessions') && name !== 'platform.audit_heads')
        open.push(name!);
    }
    assert.deepEqual(open, []);
  });
});

/** The tables (not the views) that the migrations make, by schema. */
function tablesBySchema(): Map<string, Set<string>> {
  const tables = new Map<string, Set<string>>();
  for (const path of globSync('database/migrations/*.sql', { cwd: root })) {
    for (const [, schema, table] of read(path).matchAll(
      /create table (?:if not exists )?([a-z_]+)\.([a-z_]+)/g,
    )) {
      const known = tables.get(schema!) ?? new Set();
      tables.set(schema!, known.add(table!));
    }
  }
  return tables;
}
