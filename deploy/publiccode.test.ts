import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const ROOT = join(import.meta.dirname, '..');
type Value = string | Value[] | { [key: string]: Value };

/** Reads the plain YAML that the file keeps to: maps and lists by two spaces, plain, quoted and folded (`>-`) texts. */
function parse(text: string): Value {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));
  const depth = (line: string) => line.search(/\S/);
  let at = 0;
  const scalar = (words: string): string => words.replace(/^"(.*)"$/, '$1');
  const block = (indent: number): Value => {
    if (lines[at]!.trim().startsWith('- ')) {
      const list: Value[] = [];
      while (at < lines.length && depth(lines[at]!) === indent && lines[at]!.trim().startsWith('- ')) {
        const item = lines[at]!.trim().slice(2);
        const pair = /^(\w+): (.+)$/.exec(item);
        list.push(pair ? { [pair[1]!]: scalar(pair[2]!) } : scalar(item));
        at++;
      }
      return list;
    }
    const map: { [key: string]: Value } = {};
    while (at < lines.length && depth(lines[at]!) === indent) {
      const [, key, rest] = /^\s*([\w-]+):\s*(.*)$/.exec(lines[at]!)!;
      at++;
      if (rest === '>-') {
        const words: string[] = [];
        while (at < lines.length && depth(lines[at]!) > indent) words.push(lines[at++]!.trim());
        map[key!] = words.join(' ');
      } else map[key!] = rest === '' ? block(depth(lines[at]!)) : scalar(rest!);
    }
    return map;
  };
  return block(0);
}

describe('publiccode.yml', () => {
  const file = parse(readFileSync(join(ROOT, 'publiccode.yml'), 'utf8')) as Record<string, Value>;
  const description = (file.description as unknown as { it: Record<string, string & string[]> }).it;

  it('is of version 0.7 and has every mandatory key', () => {
    assert.equal(file.publiccodeYmlVersion, '0.7');
    for (const key of [
      'name',
      'url',
      'platforms',
      'developmentStatus',
      'softwareType',
      'description',
      'legal',
      'maintenance',
      'localisation',
    ])
      assert.ok(key in file, key);
    assert.ok(
      ['concept', 'development', 'beta', 'stable', 'obsolete'].includes(String(file.developmentStatus)),
    );
    assert.equal(file.softwareType, 'standalone/web');
  });

  it('describes itself within the lengths of the standard', () => {
    assert.ok(description.shortDescription!.length <= 150, String(description.shortDescription!.length));
    assert.ok(description.longDescription!.length >= 150 && description.longDescription!.length <= 10_000);
    assert.ok(description.features!.length >= 1);
  });

  it('has the licence of the package, whose text is in LICENSE, and says who maintains it', () => {
    const { license, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    assert.equal((file.legal as unknown as { license: string }).license, license);
    assert.match(readFileSync(join(ROOT, 'LICENSE'), 'utf8'), /^EUROPEAN UNION PUBLIC LICENCE v\. 1\.2\n/);
    assert.equal(file.softwareVersion, version);
    const maintenance = file.maintenance as unknown as { type: string; contacts: { name: string }[] };
    assert.equal(maintenance.type, 'community');
    assert.ok(maintenance.contacts[0]!.name);
  });

  it('has none of the keys that 0.7 deprecates', () => {
    const text = readFileSync(join(ROOT, 'publiccode.yml'), 'utf8');
    assert.doesNotMatch(text, /^\s*(it|IT):\s*\n\s+(countryExtensionVersion|conforme|riuso|piattaforme)/m);
    assert.doesNotMatch(text, /repoOwner|authorsFile|genericName|inputTypes|outputTypes|monochromeLogo/);
  });
});

describe('the Dockerfile', () => {
  it('copies only what is there, and runs without privileges', () => {
    const text = readFileSync(join(import.meta.dirname, 'Dockerfile'), 'utf8');
    for (const [, paths] of text.matchAll(/^COPY (?!--from)(.+) \S+$/gm))
      for (const path of paths!.split(' ')) assert.ok(existsSync(join(ROOT, path)), path);
    assert.match(text, /^USER node$/m);
  });
});
