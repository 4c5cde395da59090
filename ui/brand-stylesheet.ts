/** The colours of a centre. Everything else derives from the first. */
export interface Brand {
  /** #rrggbb. White text stands on it. */
  primary: string;
}

/** The blue of the Italian public administration, when a centre has no colour of its own or a wrong one. */
export const DEFAULT_PRIMARY = '#0066cc';

const HEX = /^#[0-9a-f]{6}$/i;

/** The least contrast of text with its ground (WCAG 2.2, 1.4.3). */
const LEAST_CONTRAST = 4.5;

/**
 * The stylesheet of a centre: it sets the custom properties that ours read. It never fails and is always legible:
 * a colour that is not #rrggbb gives the default blue, one too light for white text is darkened until it is not.
 */
export function brandStylesheet(brand: Brand): string {
  const primary = legible(HEX.test(brand.primary) ? brand.primary.toLowerCase() : DEFAULT_PRIMARY);
  const [red, green, blue] = channels(primary);
  return `:root{--brand-primary:${primary};--brand-primary-rgb:${red}, ${green}, ${blue};--brand-primary-dark:${shade(primary, 0.125)};--brand-primary-darker:${shade(primary, 0.25)};--brand-primary-darkest:${shade(primary, 0.45)};--brand-primary-soft:${tint(primary, 0.92)};--bs-primary:${primary};--bs-link-color:${primary};--bs-link-hover-color:${shade(primary, 0.25)}}\n`;
}

/** What is wrong with a colour, in Italian, for the form where it is chosen; undefined when nothing is. */
export function brandProblem(primary: string): string | undefined {
  if (!HEX.test(primary)) return 'Indicare il colore nel formato #rrggbb, ad esempio #0066cc.';
  const contrast = contrastWithWhite(primary);
  if (contrast < LEAST_CONTRAST) {
    const found = contrast.toFixed(1).replace('.', ',');
    return `Scegliere un colore più scuro: il contrasto con il testo bianco è ${found}:1, il minimo è 4,5:1.`;
  }
  return undefined;
}

/** Contrast of a colour with white, from 1 to 21 (WCAG 2.2, definition of contrast ratio). */
export function contrastWithWhite(colour: string): number {
  return 1.05 / (luminance(colour) + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function legible(colour: string): string {
  let dark = colour;
  while (contrastWithWhite(dark) < LEAST_CONTRAST) dark = shade(dark, 0.04);
  return dark;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

const shade = (colour: string, part: number) => mix(colour, 0, part);
const tint = (colour: string, part: number) => mix(colour, 255, part);

function mix(colour: string, towards: number, part: number): string {
  const mixed = channels(colour).map((channel) => Math.floor(channel + (towards - channel) * part));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
