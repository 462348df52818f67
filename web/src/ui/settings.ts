import { Store } from '../session/store';

/** Of this browser, not of a user. */
const STRIP = 'freshet.strip';
const THEME = 'freshet.theme';

export const strip = new Store(localStorage.getItem(STRIP) === 'on');

export function showStrip(on: boolean): void {
  localStorage.setItem(STRIP, on ? 'on' : 'off');
  strip.set(on);
}

/** Kept so that the next visit has its colours before the preferences are there. */
export function applyTheme(theme: string): void {
  localStorage.setItem(THEME, theme);
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset['theme'] = theme;
  } else {
    delete document.documentElement.dataset['theme'];
  }
}

export function applyKeptTheme(): void {
  applyTheme(localStorage.getItem(THEME) ?? 'system');
}
