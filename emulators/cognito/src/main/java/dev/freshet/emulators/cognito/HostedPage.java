package dev.freshet.emulators.cognito;

import java.util.List;
import java.util.stream.Collectors;

/** The pages on which users sign in and sign up. */
final class HostedPage {
  private static final int SHOWN_USERS = 3;

  private static final String FRAME =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="icon" href="data:,">
      <title>{title}</title>
      <style>
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center;
               background: light-dark(#f7f7f5, #101314); color: light-dark(#17191a, #e9ecec); }
        main { box-sizing: border-box; width: min(24rem, 100vw - 2rem); padding: 2rem; margin: 1rem 0;
               border: 1px solid light-dark(#e1e3de, #2b3234); border-radius: .75rem; background: light-dark(#fff, #171b1c); }
        h1 { margin: 0 0 1rem; font-size: 1.5rem; }
        label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
        input { box-sizing: border-box; width: 100%; padding: .6rem .75rem; font: inherit;
                color: inherit; background: transparent; border: 1px solid light-dark(#8b918c, #6d7779); border-radius: .5rem; }
        button { width: 100%; margin-top: 1.25rem; padding: .7rem; font: inherit; font-weight: 600;
                 border: 0; border-radius: .5rem; color: light-dark(#fff, #06282b);
                 background: light-dark(#0a666d, #5fc9d0); cursor: pointer; }
        :is(input, button, a):focus-visible { outline: 2px solid light-dark(#0a666d, #5fc9d0); outline-offset: 2px; }
        a { color: light-dark(#0a666d, #5fc9d0); }
        .error { margin: 0; padding: .6rem .75rem; border-radius: .4rem; color: #7a1420; background: #fde4e7; }
        .note { margin: 1.25rem 0 0; font-size: .875rem; color: light-dark(#555c5e, #a3adaf); }
      </style>
      </head>
      <body><main>{content}</main></body>
      </html>
      """;

  private HostedPage() {}

  static String signIn(
      AuthorizationRequest request, String login, String error, List<PoolUser> users) {
    String known =
        users.stream()
            .map(user -> "<option value=\"" + escaped(user.email()) + "\">" + escaped(user.name()))
            .collect(Collectors.joining());
    return page(
        "Sign in",
        error,
        """
        <form method="post" action="/login?%s">
          <label for="login">E-mail address</label>
          <input id="login" name="login" value="%s" list="known" required autofocus autocomplete="username">
          <datalist id="known">%s</datalist>
          <button>Sign in</button>
        </form>
        <p class="note">New here? <a href="/signup?%s">Create an account</a></p>
        <p class="note">This page stands in for the hosted login of Amazon Cognito. It asks for no password.%s</p>
        """
            .formatted(
                escaped(request.query()),
                escaped(login),
                known,
                escaped(request.query()),
                escaped(examples(users))));
  }

  private static String examples(List<PoolUser> users) {
    String some =
        users.stream().limit(SHOWN_USERS).map(PoolUser::email).collect(Collectors.joining(", "));
    return some.isEmpty() ? "" : " Users here: " + some + ".";
  }

  static String signUp(AuthorizationRequest request, String name, String email, String error) {
    return page(
        "Create an account",
        error,
        """
        <form method="post" action="/signup?%s">
          <label for="name">Name</label>
          <input id="name" name="name" value="%s" required maxlength="100" autofocus autocomplete="name">
          <label for="email">E-mail address</label>
          <input id="email" name="email" type="email" value="%s" required autocomplete="email">
          <button>Sign up</button>
        </form>
        <p class="note">Have an account? <a href="/login?%s">Sign in</a></p>
        <p class="note">This page stands in for Amazon Cognito's. It sends no mail: the address is confirmed at once.</p>
        """
            .formatted(
                escaped(request.query()), escaped(name), escaped(email), escaped(request.query())));
  }

  static String refused(String reason) {
    return page("This sign-in cannot go on", reason, "<p>Go back to the app and start again.</p>");
  }

  private static String page(String title, String error, String content) {
    String alert =
        error.isEmpty() ? "" : "<p class=\"error\" role=\"alert\">" + escaped(error) + "</p>";
    return FRAME
        .replace("{title}", title)
        .replace("{content}", "<h1>" + title + "</h1>" + alert + content);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
