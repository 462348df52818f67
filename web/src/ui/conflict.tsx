import { useState } from 'react';
import { differences, merged } from '../data/merge';
import { Window } from './dialog';

/** A form and the version that somebody saved meanwhile, side by side; the user chooses field by field. */
export function Conflict<T extends object>({
  base,
  mine,
  saved,
  labels,
  shown = {},
  choose,
  close,
}: {
  base: T;
  mine: T;
  saved: T;
  labels: Record<keyof T, string>;
  /** How to show what is not text. */
  shown?: { [F in keyof T]?: (value: T[F]) => string };
  choose: (result: T) => void;
  close: () => void;
}) {
  const found = differences(base, mine, saved);
  const [choices, setChoices] = useState<Partial<Record<keyof T, 'mine' | 'saved'>>>(
    Object.fromEntries(found.map((each) => [each.field, each.proposed])) as Partial<Record<keyof T, 'mine' | 'saved'>>,
  );
  return (
    <Window title="This was changed meanwhile" close={close}>
      <p className="muted">Another device or tab saved a new version after this page was loaded. Choose what to keep.</p>
      <table className="sheet versions">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Yours</th>
            <th scope="col">Saved meanwhile</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ field, ...sides }) => (
            <tr key={String(field)}>
              <th scope="row">{labels[field]}</th>
              {(['mine', 'saved'] as const).map((side) => (
                <td key={side}>
                  <label className="check">
                    <input
                      type="radio"
                      name={String(field)}
                      checked={choices[field] === side}
                      onChange={() => setChoices({ ...choices, [field]: side })}
                    />
                    <span>{shown[field]?.(sides[side]) ?? plain(sides[side])}</span>
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="line-up">
        <button type="button" className="button primary" onClick={() => choose(merged(mine, saved, choices))}>
          Save this choice
        </button>
        <button type="button" className="button" onClick={close}>
          Go back to the form
        </button>
      </div>
    </Window>
  );
}

function plain(value: unknown): string {
  return value === true ? 'on' : value === false ? 'off' : String(value) || '(empty)';
}
