import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { api, type View, view } from '../data/api';
import { newestPreferences, newestProfile, preferences, profile, queryClient, refetch, type Schemas } from '../data/queries';
import { signOut } from '../session/session';
import { Conflict } from '../ui/conflict';
import { Window } from '../ui/dialog';
import { Field, fieldErrors, FormProblem } from '../ui/forms';
import { notify, notifyOf } from '../ui/notices';
import { Loaded, Panel } from '../ui/panel';
import { Id, SkeletonRows } from '../ui/parts';
import { showStrip, strip } from '../ui/settings';
import { useVersionedForm } from '../ui/versioned';
import { Head } from './Shell';

export default function Account() {
  const account = useQuery(profile);
  const prefs = useQuery(preferences);
  return (
    <>
      <Head title="Account">
        <button type="button" className="button" onClick={() => void signOut()}>
          Sign out
        </button>
      </Head>
      <div className="columns">
        <div className="stack">
          <Panel title="Profile" trip={account.data?.trip} actions={account.data && <Id value={account.data.data.userId} />} busy={account.isPending}>
            <Loaded query={account} skeleton={<SkeletonRows rows={3} />}>
              {() => account.data && <ProfileForm loaded={account.data} />}
            </Loaded>
          </Panel>
          <ThisBrowser />
        </div>
        <div className="stack">
          <Panel title="Preferences" trip={prefs.data?.trip} busy={prefs.isPending}>
            <Loaded query={prefs} skeleton={<SkeletonRows rows={4} />}>
              {() => prefs.data && <PreferencesForm loaded={prefs.data} />}
            </Loaded>
          </Panel>
          <DeleteAccount />
        </div>
      </div>
    </>
  );
}

function ProfileForm({ loaded }: { loaded: View<Schemas['Profile']> }) {
  const form = useVersionedForm<Schemas['NewProfile'], Schemas['Profile']>({
    form: 'NewProfile',
    loaded,
    pick: ({ name, email }) => ({ name, email }),
    save: (body, etag) => view(api.PUT('/users/current', { params: { header: { 'If-Match': etag } }, body })),
    newest: newestProfile,
    saved: (result) => {
      queryClient.setQueryData(profile.queryKey, result);
      void refetch('dashboard', 'profile');
      notify('Your profile is saved.');
    },
  });
  const errors = { ...fieldErrors(form.mutation.error, 'name', 'email'), ...form.errors };
  return (
    <form className="pad form" noValidate onSubmit={(event) => (event.preventDefault(), form.submit())}>
      <Field label="Name" name="name" value={form.value.name} onChange={(name) => form.edit({ name })} errors={errors} autoComplete="name" />
      <Field
        label="E-mail address"
        name="email"
        type="email"
        value={form.value.email}
        onChange={(email) => form.edit({ email })}
        errors={errors}
        autoComplete="email"
      />
      <Save form={form} except={['name', 'email']} />
      {form.conflict && <Conflict {...form.conflict} labels={{ name: 'Name', email: 'E-mail address' }} />}
    </form>
  );
}

const THEMES: Record<Schemas['NewPreferences']['theme'], string> = { system: 'Same as the device', light: 'Light', dark: 'Dark' };
const LANGUAGES: Record<string, string> = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', ja: '日本語' };

function PreferencesForm({ loaded }: { loaded: View<Schemas['Preferences']> }) {
  const form = useVersionedForm<Schemas['NewPreferences'], Schemas['Preferences']>({
    form: 'NewPreferences',
    loaded,
    pick: ({ theme, language, emailNotifications, ordersPerPage }) => ({ theme, language, emailNotifications, ordersPerPage }),
    save: (body, etag) => view(api.PUT('/users/current/preferences', { params: { header: { 'If-Match': etag } }, body })),
    newest: newestPreferences,
    saved: (result) => {
      queryClient.setQueryData(preferences.queryKey, result);
      void refetch('preferences');
      notify('Your preferences are saved.');
    },
  });
  const { value, errors } = form;
  const languages = { [value.language]: value.language, ...LANGUAGES };
  return (
    <form className="pad form" noValidate onSubmit={(event) => (event.preventDefault(), form.submit())}>
      <div className="field">
        <label htmlFor="theme">Colours</label>
        <select
          id="theme"
          value={value.theme}
          onChange={(event) => form.edit({ theme: event.target.value as Schemas['NewPreferences']['theme'] })}
        >
          {Object.entries(THEMES).map(([theme, name]) => (
            <option key={theme} value={theme}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="language">Dates and numbers</label>
        <select id="language" value={value.language} onChange={(event) => form.edit({ language: event.target.value })}>
          {Object.entries(languages).map(([tag, name]) => (
            <option key={tag} value={tag}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <Field
        label="Orders on a page"
        name="ordersPerPage"
        value={Number.isNaN(value.ordersPerPage) ? '' : String(value.ordersPerPage)}
        onChange={(text) => form.edit({ ordersPerPage: text.trim() === '' ? NaN : Number(text) })}
        errors={errors}
        hint="1 to 50"
        inputMode="decimal"
      />
      <label className="check">
        <input
          type="checkbox"
          checked={value.emailNotifications}
          onChange={(event) => form.edit({ emailNotifications: event.target.checked })}
        />
        Notifications by e-mail
      </label>
      <Save form={form} />
      {form.conflict && (
        <Conflict
          {...form.conflict}
          labels={{
            theme: 'Colours',
            language: 'Dates and numbers',
            emailNotifications: 'Notifications by e-mail',
            ordersPerPage: 'Orders on a page',
          }}
          shown={{ theme: (theme) => THEMES[theme], language: (tag) => LANGUAGES[tag] ?? tag }}
        />
      )}
    </form>
  );
}

function Save({
  form: { mutation, isEdited, conflict },
  except = [],
}: {
  form: { mutation: { error: unknown; isPending: boolean }; isEdited: boolean; conflict: unknown };
  except?: string[];
}) {
  return (
    <>
      {conflict === undefined && <FormProblem error={mutation.error} except={except} />}
      <div className="line-up">
        <button type="submit" className="button primary" disabled={!isEdited || mutation.isPending}>
          {mutation.isPending ? 'Saving…' : 'Save'}
        </button>
      </div>
    </>
  );
}

function ThisBrowser() {
  const on = useSyncExternalStore(strip.subscribe, strip.get);
  return (
    <Panel title="This browser">
      <div className="pad">
        <label className="check">
          <input type="checkbox" checked={on} onChange={(event) => showStrip(event.target.checked)} />
          Show where data comes from
        </label>
        <p className="small muted">Each panel then names its source: the edge, Redis or the table, and how long it took.</p>
      </div>
    </Panel>
  );
}

function DeleteAccount() {
  const [asked, setAsked] = useState(false);
  const remove = useMutation({
    mutationFn: () => view(api.DELETE('/users/current')),
    onSuccess: () => signOut(),
    onError: notifyOf,
  });
  return (
    <Panel title="Delete the account">
      <div className="pad stack">
        <p className="small muted">Your name, address, orders and relations are deleted. This cannot be undone.</p>
        <div>
          <button type="button" className="button danger" onClick={() => setAsked(true)}>
            Delete my account…
          </button>
        </div>
      </div>
      {asked && (
        <Window title="Delete your account?" close={() => setAsked(false)}>
          <p className="muted">Everything of yours is deleted, and you are signed out. This cannot be undone.</p>
          <div className="line-up">
            <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
              {remove.isPending ? 'Deleting…' : 'Delete it'}
            </button>
            <button type="button" className="button" onClick={() => setAsked(false)}>
              Keep it
            </button>
          </div>
        </Window>
      )}
    </Panel>
  );
}
