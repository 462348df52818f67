/** A field that this form and the saved version have different values for. */
export interface Difference<T> {
  field: keyof T;
  mine: T[keyof T];
  saved: T[keyof T];
  /** What to propose: the side that changed it; mine, if both did. */
  proposed: 'mine' | 'saved';
}

/** Compares a form with the version that was saved meanwhile, by what both were made from. */
export function differences<T extends object>(base: T, mine: T, saved: T): Difference<T>[] {
  return (Object.keys(mine) as (keyof T)[])
    .filter((field) => mine[field] !== saved[field])
    .map((field) => ({
      field,
      mine: mine[field],
      saved: saved[field],
      proposed: mine[field] === base[field] ? 'saved' : 'mine',
    }));
}

/** The form with the chosen side of each field. */
export function merged<T extends object>(mine: T, saved: T, choices: Partial<Record<keyof T, 'mine' | 'saved'>>): T {
  const result = { ...saved };
  for (const field of Object.keys(mine) as (keyof T)[]) {
    if (choices[field] === 'mine') {
      result[field] = mine[field];
    }
  }
  return result;
}
