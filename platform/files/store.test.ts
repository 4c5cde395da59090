import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { NotFound } from '#platform/errors';
import { CorruptedFile, openFileStore } from '#platform/files/store';

describe('the store of files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'archivio-'));
  const store = openFileStore(join(folder, 'files'));
  after(() => rmSync(folder, { recursive: true }));

  it('gives back what was put, by the hash of its bytes', async () => {
    const { hash, size } = await store.put(Buffer.from('avviso'));
    assert.equal(size, 6);
    assert.match(hash, /^[0-9a-f]{64}$/);
    assert.equal((await store.read(hash)).toString(), 'avviso');
  });

  it('keeps the same bytes once, even when many put them together', async () => {
    const put = await Promise.all(Array.from({ length: 20 }, () => store.put(Buffer.from('uguale'))));
    assert.equal(new Set(put.map(({ hash }) => hash)).size, 1);
    const { hash } = put[0]!;
    assert.deepEqual(
      readdirSync(join(folder, 'files', hash.slice(0, 2))).filter((n) => n.startsWith(hash)),
      [hash],
    );
  });

  it('keeps an empty file', async () => {
    assert.equal((await store.read((await store.put(Buffer.alloc(0))).hash)).length, 0);
  });

  it('notices that the disk has changed a file', async () => {
    const { hash } = await store.put(Buffer.from('verbale'));
    writeFileSync(join(folder, 'files', hash.slice(0, 2), hash), 'verbalo');
    await assert.rejects(store.read(hash), CorruptedFile);
  });

  it('mends a damaged file when the same bytes are put again', async () => {
    const { hash } = await store.put(Buffer.from('convenzione'));
    writeFileSync(join(folder, 'files', hash.slice(0, 2), hash), 'convenziona');
    await store.put(Buffer.from('convenzione'));
    assert.equal((await store.read(hash)).toString(), 'convenzione');
  });

  it('has nothing under a name that is not a hash', async () => {
    for (const name of ['../../etc/passwd', '', 'f'.repeat(64), 'F'.repeat(64)])
      await assert.rejects(store.read(name), NotFound);
  });
});
