import { type Html, unsafeHtml } from '#platform/html';
import { assetUrl } from '#ui/assets';
import type { IconName } from '#ui/icon-names';

const USE_START = `<use href="${assetUrl('sprites.svg')}#it-`;

/** An icon of the Bootstrap Italia sprite. It is decoration, hidden from assistive technologies: the words stand beside it. */
export function icon(
  name: IconName,
  options: { size?: 'xs' | 'sm' | 'lg' | 'xl'; className?: string } = {},
): Html {
  const size = options.size ? ` icon-${options.size}` : '';
  const more = options.className ? ` ${options.className}` : '';
  // Safe: the name is one of a closed list and the classes are written in the code.
  return unsafeHtml(
    `<svg class="icon${size}${more}" aria-hidden="true" focusable="false">${USE_START}${name}"></use></svg>`,
  );
}
