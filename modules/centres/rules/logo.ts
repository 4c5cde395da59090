/** The largest logo, in bytes. */
export const MOST_LOGO_BYTES = 200 * 1024;

export type LogoType = 'image/png' | 'image/svg+xml';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Elements that draw and nothing else; whatever is not here is refused. */
const DRAWING = new Set(
  `svg g defs title desc metadata symbol use path rect circle ellipse line polyline polygon text tspan textpath
  lineargradient radialgradient stop clippath mask pattern marker filter switch style
  fegaussianblur feoffset feblend fecolormatrix fecomposite feflood femerge femergenode`
    .split(/\s+/)
    .filter(Boolean),
);

/**
 * What is wrong with a logo, as a code, or its true type, read from the bytes and never from its name.
 * An SVG is a document that can carry programs and fetch things: only drawing elements pass, with no event, no
 * reference but to a part of itself, no declaration of entities. It is served sandboxed besides.
 */
export function examineLogo(bytes: Buffer): { type: LogoType } | { problem: string } {
  if (bytes.length > MOST_LOGO_BYTES) return { problem: 'centres.logo-too-large' };
  if (bytes.subarray(0, 8).equals(PNG)) return { type: 'image/png' };
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (!/^(<\?xml[^>]*\?>\s*)?(<!--[\s\S]*?-->\s*)*(<!DOCTYPE svg[^>[]*>\s*)?<svg[\s>]/i.test(text))
    return { problem: 'centres.logo-not-an-image' };
  return isSafeDrawing(text) ? { type: 'image/svg+xml' } : { problem: 'centres.logo-not-safe' };
}

function isSafeDrawing(text: string): boolean {
  // Not UTF-8, or with control characters: another reading of the bytes could find what this one does not.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\uFFFD]/.test(text)) return false;
  const drawing = text.replace(/^<\?xml[^>]*\?>/i, '').replace(/<!--[\s\S]*?-->/g, '');
  if (/<!ENTITY|<!\[CDATA\[|<\?|<!(?!DOCTYPE svg[^>[]*>)/i.test(drawing)) return false;
  for (const [, name = ''] of drawing.matchAll(/<\/?\s*([^\s/>!]+)/g)) {
    const element = name.toLowerCase().replace(/^svg:/, '');
    // Editors leave notes of their own in their own vocabulary: they draw nothing and do nothing.
    if (!DRAWING.has(element) && !/^(sodipodi|inkscape|rdf|cc|dc):[a-z]+$/.test(element)) return false;
  }
  const values = plainReferences(drawing);
  if (/[\s"'/]on[a-z]+\s*=/i.test(values)) return false;
  if (/(javascript|data|vbscript|file|https?)\s*:/i.test(withoutNamespaces(values))) return false;
  for (const [, target = ''] of values.matchAll(/\bhref\s*=\s*["']?\s*([^"'\s>]*)/gi))
    if (!target.startsWith('#')) return false;
  for (const [, target = ''] of values.matchAll(/url\(\s*["']?\s*([^)"']*)/gi))
    if (!target.startsWith('#')) return false;
  return !/@import|expression\s*\(|-moz-binding|\\[0-9a-f]/i.test(values);
}

/** Character references read as browsers do, so that `&#106;avascript:` is seen for what it is. */
const plainReferences = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);?/gi, (_, hex: string) => letter(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);?/g, (_, decimal: string) => letter(Number(decimal)));

const letter = (code: number): string =>
  code > 0 && code < 0x11_0000 ? String.fromCodePoint(code) : '\uFFFD';

/** Names of vocabularies look like addresses but nothing fetches them. */
const withoutNamespaces = (text: string): string =>
  text
    .replace(/xmlns(:[\w-]+)?\s*=\s*("[^"]*"|'[^']*')/g, '')
    .replace(/<!DOCTYPE svg[^>[]*>/gi, '')
    .replace(/rdf:(resource|about)\s*=\s*("[^"]*"|'[^']*')/g, '');
