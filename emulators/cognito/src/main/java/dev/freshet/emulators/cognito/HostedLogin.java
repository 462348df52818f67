package dev.freshet.emulators.cognito;

import dev.freshet.emulators.cognito.Grants.SignIn;
import io.helidon.common.parameters.Parameters;
import io.helidon.http.HeaderNames;
import io.helidon.http.SetCookie;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * {@code /oauth2/authorize}, {@code /login}, {@code /signup} and {@code /logout} of a pool's
 * domain.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html">The
 *     redirect and authorization endpoint</a>
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html">The
 *     managed login sign-out endpoint</a>
 */
final class HostedLogin implements HttpService {
  private static final String SESSION = "cognito";

  private final Supplier<UserPoolSpec> pool;
  private final PoolUsers users;
  private final Grants grants;
  private final SignUps signUps;
  private final InstantSource clock;
  private final Map<String, PoolUser> sessions = new ConcurrentHashMap<>();

  HostedLogin(
      Supplier<UserPoolSpec> pool,
      PoolUsers users,
      Grants grants,
      SignUps signUps,
      InstantSource clock) {
    this.pool = pool;
    this.users = users;
    this.grants = grants;
    this.signUps = signUps;
    this.clock = clock;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/oauth2/authorize", this::authorize)
        .get("/login", (request, response) -> page(request, response, false))
        .get("/signup", (request, response) -> page(request, response, true))
        .post("/login", this::login)
        .post("/signup", this::signUp)
        .get("/logout", this::logout);
  }

  /** A browser that has signed in here before goes straight back to the app. */
  private void authorize(ServerRequest request, ServerResponse response) {
    AuthorizationRequest asked = AuthorizationRequest.of(request.query());
    if (refused(asked, response)) {
      return;
    }
    Optional<PoolUser> known = session(request).map(sessions::get);
    if (!asked.get("response_type").equals("code")) {
      redirect(response, asked.redirect("error", "unsupported_response_type"));
    } else if (!asked.get("code_challenge").isEmpty()
        && !asked.get("code_challenge_method").equals("S256")) {
      redirect(response, asked.redirect("error", "invalid_request"));
    } else if (known.isPresent()) {
      redirect(response, asked.redirect("code", code(asked, known.get())));
    } else {
      redirect(response, "/login?" + asked.query());
    }
  }

  private void page(ServerRequest request, ServerResponse response, boolean signUp) {
    AuthorizationRequest asked = AuthorizationRequest.of(request.query());
    if (!refused(asked, response)) {
      html(
          response,
          Status.OK_200,
          signUp
              ? HostedPage.signUp(asked, "", "", "")
              : HostedPage.signIn(asked, "", "", users.all()));
    }
  }

  private void login(ServerRequest request, ServerResponse response) {
    AuthorizationRequest asked = AuthorizationRequest.of(request.query());
    if (refused(asked, response)) {
      return;
    }
    String login = request.content().as(Parameters.class).first("login").orElse("");
    users
        .find(login)
        .ifPresentOrElse(
            user -> signedIn(asked, user, response),
            () ->
                html(
                    response,
                    Status.BAD_REQUEST_400,
                    HostedPage.signIn(asked, login, "No user has this address.", users.all())));
  }

  private void signUp(ServerRequest request, ServerResponse response) {
    AuthorizationRequest asked = AuthorizationRequest.of(request.query());
    if (refused(asked, response)) {
      return;
    }
    Parameters form = request.content().as(Parameters.class);
    String name = form.first("name").orElse("");
    String email = form.first("email").orElse("");
    switch (signUps.signUp(name, email, asked.get("client_id"))) {
      case SignUps.Confirmed(PoolUser user) -> signedIn(asked, user, response);
      case SignUps.Failed(String reason) ->
          html(response, Status.BAD_REQUEST_400, HostedPage.signUp(asked, name, email, reason));
    }
  }

  /** Ends the session here; the app has revoked its tokens itself. */
  private void logout(ServerRequest request, ServerResponse response) {
    String back = request.query().first("logout_uri").orElse("");
    boolean allowed =
        client(request.query().first("client_id").orElse(""))
            .filter(client -> client.logoutUrls().contains(back))
            .isPresent();
    if (!allowed) {
      html(response, Status.BAD_REQUEST_400, HostedPage.refused("The logout_uri is not allowed."));
      return;
    }
    session(request).ifPresent(sessions::remove);
    redirect(response, back);
  }

  private void signedIn(AuthorizationRequest asked, PoolUser user, ServerResponse response) {
    String session = UUID.randomUUID().toString();
    sessions.put(session, user);
    response
        .headers()
        .addCookie(
            SetCookie.builder(SESSION, session)
                .httpOnly(true)
                .sameSite(SetCookie.SameSite.LAX)
                .path("/")
                .build());
    redirect(response, asked.redirect("code", code(asked, user)));
  }

  private String code(AuthorizationRequest asked, PoolUser user) {
    AppClient client = client(asked.get("client_id")).orElseThrow();
    SignIn signIn =
        new SignIn(
            UUID.randomUUID().toString(),
            user,
            client,
            scope(asked, client),
            asked.find("nonce"),
            clock.instant());
    return grants.code(signIn, asked.get("redirect_uri"), asked.find("code_challenge"));
  }

  /** Without a scope in the request, all that the client may have. */
  private static String scope(AuthorizationRequest asked, AppClient client) {
    String wanted = asked.get("scope");
    return wanted.isEmpty() ? String.join(" ", client.scopes()) : wanted;
  }

  /** An unknown client or address is answered here: a redirect would be an open one. */
  private boolean refused(AuthorizationRequest asked, ServerResponse response) {
    Optional<AppClient> client = client(asked.get("client_id"));
    if (client.isEmpty()) {
      html(response, Status.BAD_REQUEST_400, HostedPage.refused("Unknown client."));
    } else if (!client.get().callbackUrls().contains(asked.get("redirect_uri"))) {
      html(
          response, Status.BAD_REQUEST_400, HostedPage.refused("The redirect_uri is not allowed."));
    } else if (!client
        .get()
        .scopes()
        .containsAll(Arrays.asList(scope(asked, client.get()).split(" ", -1)))) {
      redirect(response, asked.redirect("error", "invalid_scope"));
    } else {
      return false;
    }
    return true;
  }

  private Optional<AppClient> client(String id) {
    return pool.get().clients().stream().filter(client -> client.id().equals(id)).findFirst();
  }

  private static Optional<String> session(ServerRequest request) {
    return request.headers().cookies().first(SESSION).asOptional();
  }

  private static void redirect(ServerResponse response, String location) {
    response.status(Status.FOUND_302).header(HeaderNames.LOCATION, location).send();
  }

  private static void html(ServerResponse response, Status status, String page) {
    response
        .status(status)
        .header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(page);
  }
}
