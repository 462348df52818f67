const CURRENCY = 'USD';

let language = navigator.language;

/** The user's preference, once it is known. */
export function speak(tag: string): void {
  try {
    language = Intl.getCanonicalLocales(tag)[0] ?? language;
    document.documentElement.lang = 'en';
  } catch {
    // The API takes forms that are no language; the browser's stays.
  }
}

export function money(cents: number): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency: CURRENCY }).format(cents / 100);
}

export function count(value: number): string {
  return new Intl.NumberFormat(language).format(value);
}

export function moment(iso: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(iso));
}

export function minute(iso: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export function ago(iso: string, now: number): string {
  const seconds = (Date.parse(iso) - now) / 1000;
  const [unit, size] = STEPS.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  return unit === 'second' ? 'just now' : format.format(Math.round(seconds / size), unit);
}
