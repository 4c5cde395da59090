/**
 * The stylesheet of Bootstrap Italia made ours when it is first asked for, without a build:
 * the primary colour, written out hundreds of times, becomes a custom property that each centre sets,
 * and the parts that need scripts we do not load are left out (612 kB become 395; compressed, 69 become 47).
 */

/** Shades of the primary colour by their lightness in Bootstrap Italia, where it is hsl(210, 100%, 40%). */
const PRIMARY = /#06c(?![0-9a-f])|#0066cc|hsl\(210, ?100%, ?40%\)/gi;
const PRIMARY_DARK = /hsl\(210, ?100%, ?35%\)|rgb\(0, ?91\.8, ?183\.6\)/g;
const PRIMARY_DARKER = /hsl\(210, ?100%, ?3[0-2]%\)|rgb\(0, ?81\.6, ?163\.2\)|rgb\(0, ?76\.5, ?153\)/g;
const PRIMARY_DARKEST = /hsl\(210, ?100%, ?2[05]%\)|#036(?![0-9a-f])|rgb\(0, ?51, ?102\)/gi;
const PRIMARY_TRANSPARENT = /rgba\(0, ?102, ?204,/g;
const PRIMARY_NUMBERS = /(--bs-primary-rgb: ?)0, ?102, ?204/g;

/** Components that only live with scripts we do not serve. A selector naming one of them is left out. */
const LEFT_OUT =
  /\.(video-js|vjs-|splide|it-carousel|carousel|modal|offcanvas|tooltip|bs-tooltip|popover|bs-popover|toast|cookiebar|autocomplete|accessible-autocomplete|bootstrap-select|dropdown-menu|bs-select|upload-dragdrop|upload-pictures|it-transfer|transfer|just-validate|navscroll|it-navscroll|megamenu|acceptoverlay|accept-overlay|dimmer|progress-donut|it-calendar|bottom-nav|thumb-nav|form-range|form-floating|input-number|rating-list|complementary-|analogue-|it-map|map-wrapper|overlay-|it-grid|imgs-typo|placeholder|back-to-top|notification|mejs|nav-tabs-vertical|spinner|toolbar|forward|it-bottom|navbar-expand)/;

const DATA_URL = /url\("data:[^"]*"\)|url\('data:[^']*'\)|url\(data:[^)]*\)/g;

/** Bootstrap Italia with custom properties for the primary colour and without what is never used. */
export function themableCss(css: string): string {
  // The mark of byte order, at the start of the file, would spoil the first rule.
  return withBrandProperties(withoutUnused(css.replace(/^\uFEFF/, '')));
}

/** Replaces the literals of the primary colour; drawings inside data: addresses stay as they are. */
export function withBrandProperties(css: string): string {
  const drawings: string[] = [];
  const bare = css.replace(DATA_URL, (drawing) => `url(@${drawings.push(drawing) - 1})`);
  const themed = bare
    .replace(PRIMARY_NUMBERS, '$1var(--brand-primary-rgb)')
    .replace(PRIMARY, 'var(--brand-primary)')
    .replace(PRIMARY_DARK, 'var(--brand-primary-dark)')
    .replace(PRIMARY_DARKER, 'var(--brand-primary-darker)')
    .replace(PRIMARY_DARKEST, 'var(--brand-primary-darkest)')
    .replace(PRIMARY_TRANSPARENT, 'rgba(var(--brand-primary-rgb),');
  return themed.replace(/url\(@(\d+)\)/g, (_, index) => drawings[Number(index)]!);
}

function withoutUnused(css: string): string {
  let out = '';
  for (const rule of topLevelRules(css)) {
    const open = rule.indexOf('{');
    const head = rule.slice(0, open).trim();
    if (
      open === -1 ||
      head.startsWith('@keyframes') ||
      head.startsWith('@font-face') ||
      head.startsWith('@-')
    ) {
      if (!/^@font-face.*(VideoJS|swiper)/s.test(rule)) out += rule;
    } else if (head.startsWith('@')) {
      const inside = withoutUnused(rule.slice(open + 1, -1));
      if (inside !== '') out += `${head}{${inside}}`;
    } else {
      const kept = selectors(head).filter((selector) => !LEFT_OUT.test(selector));
      if (kept.length > 0) out += `${kept.join(',')}${rule.slice(open)}`;
    }
  }
  return out;
}

/** The selectors of a rule, split at the commas that stand outside brackets. */
function selectors(head: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < head.length; index++) {
    const sign = head[index];
    if (sign === '(' || sign === '[') depth++;
    else if (sign === ')' || sign === ']') depth--;
    else if (sign === ',' && depth === 0) {
      parts.push(head.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(head.slice(start));
  return parts;
}

/** The rules and at-rules of a stylesheet, in order; comments fall, except the licence's. */
function* topLevelRules(css: string): Generator<string> {
  let depth = 0;
  let start = 0;
  for (let index = 0; index < css.length; index++) {
    const sign = css[index];
    if (sign === '"' || sign === "'") {
      index = css.indexOf(sign, index + 1);
      if (index === -1) return;
    } else if (sign === '/' && css[index + 1] === '*') {
      const end = css.indexOf('*/', index) + 2;
      if (depth === 0) {
        if (css[index + 2] === '!') yield css.slice(index, end);
        start = end;
      }
      index = end - 1;
    } else if (sign === '{') depth++;
    else if (sign === '}' && --depth === 0) {
      yield css.slice(start, index + 1);
      start = index + 1;
    } else if (sign === ';' && depth === 0) {
      yield css.slice(start, index + 1);
      start = index + 1;
    }
  }
}
