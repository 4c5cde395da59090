import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { themableCss } from '#ui/bootstrap-italia-css';
import { ICON_NAMES } from '#ui/icon-names';

/** A file that browsers may keep for a year: its address changes with its content. */
export interface Asset {
  name: string;
  /** /risorse/3f2a9c1b7d/app.css */
  url: string;
  contentType: string;
  readonly bytes: Buffer;
  /** The version in the address: the beginning of a SHA-256. */
  hash: string;
  /** Brotli and gzip bodies, made at the first request and kept; undefined for what is compressed already. */
  brotli: () => Buffer | undefined;
  gzip: () => Buffer | undefined;
}

/** Sent with every asset. */
export const ASSET_CACHE_CONTROL = 'public, max-age=31536000, immutable';

/** Every asset lives below this address. */
export const ASSET_PREFIX = '/risorse/';

/** The faces of the three fonts of the guidelines that our pages use; a browser asks only for those on the page. */
const FONT_FILES = {
  'titillium-400.woff2': 'Titillium_Web/titillium-web-v10-latin-ext_latin-regular.woff2',
  'titillium-400-italic.woff2': 'Titillium_Web/titillium-web-v10-latin-ext_latin-italic.woff2',
  'titillium-600.woff2': 'Titillium_Web/titillium-web-v10-latin-ext_latin-600.woff2',
  'titillium-700.woff2': 'Titillium_Web/titillium-web-v10-latin-ext_latin-700.woff2',
  'lora-400.woff2': 'Lora/lora-v20-latin-ext_latin-regular.woff2',
  'roboto-mono-400.woff2': 'Roboto_Mono/roboto-mono-v13-latin-ext_latin-regular.woff2',
} as const;

export type AssetName =
  | 'bootstrap-italia.css'
  | 'app.css'
  | 'app.js'
  | 'htmx.js'
  | 'sprites.svg'
  | 'favicon.svg'
  | keyof typeof FONT_FILES;

const NODE_MODULES = new URL('../node_modules/', import.meta.url);
const OWN = new URL('./assets/', import.meta.url);
const read = (path: string, base: URL) => readFileSync(new URL(path, base));

const byName = new Map<string, Asset>();
const byUrl = new Map<string, Asset>();

interface Source {
  name: AssetName;
  contentType: string;
  /** What the address is computed from. */
  source: Buffer;
  /** What is sent, when it is made from the source: only once somebody asks for it. */
  made?: () => Buffer;
  compressible?: boolean;
}

function add({ name, contentType, source, made, compressible = true }: Source): void {
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 10);
  const bytes = once(made ?? (() => source));
  const asset: Asset = {
    name,
    url: `${ASSET_PREFIX}${hash}/${name}`,
    contentType,
    get bytes() {
      return bytes();
    },
    hash,
    brotli: once(() =>
      compressible
        ? brotliCompressSync(bytes(), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
        : undefined,
    ),
    gzip: once(() => (compressible ? gzipSync(bytes(), { level: 9 }) : undefined)),
  };
  byName.set(name, asset);
  byUrl.set(asset.url, asset);
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const CSS = 'text/css; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const SVG = 'image/svg+xml';

for (const [name, path] of Object.entries(FONT_FILES) as [AssetName, string][]) {
  add({
    name,
    contentType: 'font/woff2',
    source: read(`bootstrap-italia/dist/fonts/${path}`, NODE_MODULES),
    compressible: false,
  });
}
const sprites = read('bootstrap-italia/dist/svg/sprites.svg', NODE_MODULES).toString();
add({ name: 'sprites.svg', contentType: SVG, source: Buffer.from(onlyOurIcons(sprites)) });
add({ name: 'favicon.svg', contentType: SVG, source: read('favicon.svg', OWN) });
// Making this one takes some tens of milliseconds: its address comes from what it is made of, so that the start does not wait.
const bootstrapItalia = read('bootstrap-italia/dist/css/bootstrap-italia.min.css', NODE_MODULES);
add({
  name: 'bootstrap-italia.css',
  contentType: CSS,
  source: Buffer.concat([bootstrapItalia, read('./bootstrap-italia-css.ts', new URL('./', import.meta.url))]),
  made: () => Buffer.from(themableCss(bootstrapItalia.toString())),
});
// The fonts come before: the stylesheet names them by their addresses.
add({
  name: 'app.css',
  contentType: CSS,
  source: Buffer.from(withAssetUrls(read('app.css', OWN).toString())),
});
add({ name: 'app.js', contentType: SCRIPT, source: read('app.js', OWN) });
add({ name: 'htmx.js', contentType: SCRIPT, source: read('htmx.org/dist/htmx.min.js', NODE_MODULES) });

function onlyOurIcons(sprite: string): string {
  const ours = new Set<string>(ICON_NAMES.map((name) => `it-${name}`));
  return sprite.replace(/<symbol id="([^"]+)".*?<\/symbol>/gs, (symbol, id) => (ours.has(id) ? symbol : ''));
}

function withAssetUrls(css: string): string {
  return css.replace(/url\("asset:([^"]+)"\)/g, (_, name) => `url("${assetUrl(name)}")`);
}

/** The address of an asset, to be written in a page. */
export function assetUrl(name: AssetName): string {
  const asset = byName.get(name);
  if (!asset) throw new Error(`There is no asset called ${name}.`);
  return asset.url;
}

/** The asset at an address, or undefined: then the answer is 404. */
export function findAsset(url: string): Asset | undefined {
  return byUrl.get(url);
}

/** Every asset by its address. */
export function assets(): ReadonlyMap<string, Asset> {
  return byUrl;
}
