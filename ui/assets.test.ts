import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { assets, assetUrl, findAsset } from '#ui/assets';
import { ICON_NAMES } from '#ui/icon-names';

const text = (name: Parameters<typeof assetUrl>[0]) => findAsset(assetUrl(name))!.bytes.toString();

test('an asset is found at its own address and nowhere else', () => {
  assert.match(assetUrl('app.css'), /^\/risorse\/[0-9a-f]{10}\/app\.css$/);
  assert.equal(findAsset('/risorse/0000000000/app.css'), undefined);
  assert.equal(findAsset('/risorse/../package.json'), undefined);
});

test('every address written in our stylesheet is an asset', () => {
  const addresses = [...text('app.css').matchAll(/url\("(\/[^"]+)"\)/g)].map((match) => match[1]!);
  assert.equal(addresses.length, 6);
  for (const address of addresses) assert.ok(findAsset(address), address);
  assert.doesNotMatch(text('app.css'), /asset:/);
});

test('Bootstrap Italia takes its primary colour from the centre, its drawings stay', () => {
  const css = text('bootstrap-italia.css');
  assert.doesNotMatch(css, /#06c(?![0-9a-f])/i);
  assert.match(css, /\.it-header-center-wrapper\{background:var\(--brand-primary\)/);
  assert.match(css, /url\("data:image\/svg\+xml/);
  assert.match(css, /--bootstrap-italia-version: '2\.18\.3'/);
  for (const kept of [
    '.btn-primary{',
    '.table-responsive',
    '.breadcrumb',
    '.d-lg-none',
    '.visually-hidden',
    '.form-check',
  ]) {
    assert.ok(css.includes(kept), kept);
  }
  assert.doesNotMatch(css, /\.video-js|\.splide|\.modal-dialog/);
  // Unbalanced braces would throw away what follows them.
  const bare = css.replace(/url\("data:[^"]*"\)|"[^"]*"|'[^']*'/g, '');
  assert.equal(bare.split('{').length, bare.split('}').length);
});

test('what a first visit carries stays small', () => {
  const wanted = ['bootstrap-italia.css', 'app.css', 'app.js', 'sprites.svg'];
  const bytes = [...assets().values()]
    .filter((asset) => wanted.includes(asset.name))
    .map((asset) => asset.brotli()!.length);
  assert.ok(bytes.reduce((sum, size) => sum + size, 0) < 80_000);
});

test('the compressed body is the same body; fonts are not compressed twice', () => {
  const css = findAsset(assetUrl('app.css'))!;
  assert.deepEqual(brotliDecompressSync(css.brotli()!), css.bytes);
  assert.equal(findAsset(assetUrl('lora-400.woff2'))!.brotli(), undefined);
});

test('every icon we name is in the sprite', () => {
  const sprite = text('sprites.svg');
  for (const name of ICON_NAMES) assert.ok(sprite.includes(`id="it-${name}"`), name);
  assert.equal(sprite.split('<symbol').length - 1, ICON_NAMES.length);
});
