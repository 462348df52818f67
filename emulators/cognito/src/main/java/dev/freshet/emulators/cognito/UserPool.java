package dev.freshet.emulators.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.loopback.LoopbackServer;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * One user pool and its domain on one port. It publishes its keys from the start; users can sign in
 * once it is deployed. Thread-safe.
 */
public final class UserPool implements AutoCloseable {
  private final PoolUsers users;
  private final WebServer server;
  private final InetAddress address;
  private final PoolTokens tokens;
  private final String id;
  private volatile UserPoolSpec spec;
  private volatile Optional<Functions> functions = Optional.empty();

  private UserPool(String id, InetAddress address, int port, PoolUsers users, InstantSource clock) {
    this.id = id;
    this.users = users;
    this.address = address;
    this.spec = new UserPoolSpec(id, "", Optional.empty(), List.of());
    Grants grants = new Grants(clock);
    SignUps signUps = new SignUps(this::spec, users, this::functions);
    this.server =
        LoopbackServer.start(
            address,
            port,
            routing ->
                routing
                    .get(
                        "/" + id + "/.well-known/openid-configuration",
                        (_, answer) -> discovery(answer))
                    .get("/" + id + "/.well-known/jwks.json", (_, answer) -> keys(answer))
                    .register(new HostedLogin(this::spec, users, grants, signUps, clock))
                    .register(new TokenEndpoint(this::spec, grants, this::tokens)));
    this.tokens = new PoolTokens(issuer().toString(), clock);
  }

  /**
   * Starts one whose clients are not known yet.
   *
   * @param port 0 for any that is free
   */
  public static UserPool start(
      String id, InetAddress address, int port, PoolUsers users, InstantSource clock) {
    return new UserPool(id, address, port, users, clock);
  }

  /** Sets its clients, and the functions that contain its trigger. */
  public void deploy(UserPoolSpec deployed, Functions triggers) {
    functions = Optional.of(triggers);
    spec = deployed;
  }

  /** What its tokens say issued them, Cognito's {@code ProviderURL}. */
  public URI issuer() {
    return uri("/" + id);
  }

  /** The pool's domain, below which its pages are. */
  public URI domain() {
    return uri("");
  }

  public PoolUsers users() {
    return users;
  }

  /** An access token that lives this long from now on; a negative lifetime has passed already. */
  public String accessToken(PoolUser user, String clientId, String scope, Duration lifetime) {
    return tokens.access(user, clientId, scope, lifetime);
  }

  /** An ID token, which no API may take for an access token. */
  public String idToken(PoolUser user, String clientId, Duration lifetime) {
    return tokens.id(user, clientId, null, lifetime);
  }

  /** The claims of a token of this pool, if that is its ARN, and if the token has not expired. */
  public Optional<JsonNode> claims(String userPoolArn, String token) {
    return spec.arn().equals(userPoolArn) ? tokens.claims(token) : Optional.empty();
  }

  @Override
  public void close() {
    server.stop();
  }

  private UserPoolSpec spec() {
    return spec;
  }

  private Optional<Functions> functions() {
    return functions;
  }

  private PoolTokens tokens() {
    return tokens;
  }

  private void discovery(ServerResponse response) {
    ObjectNode document =
        Json.object()
            .put("issuer", issuer().toString())
            .put("authorization_endpoint", uri("/oauth2/authorize").toString())
            .put("token_endpoint", uri("/oauth2/token").toString())
            .put("revocation_endpoint", uri("/oauth2/revoke").toString())
            .put("end_session_endpoint", uri("/logout").toString())
            .put("jwks_uri", uri("/" + id + "/.well-known/jwks.json").toString());
    document.putArray("response_types_supported").add("code");
    document.putArray("subject_types_supported").add("public");
    document.putArray("scopes_supported").add("openid").add("email").add("profile");
    document.putArray("id_token_signing_alg_values_supported").add("RS256");
    document
        .putArray("token_endpoint_auth_methods_supported")
        .add("client_secret_basic")
        .add("client_secret_post");
    json(response, document.toString());
  }

  private void keys(ServerResponse response) {
    json(response, tokens.keys());
  }

  private static void json(ServerResponse response, String json) {
    response.header(HeaderNames.CONTENT_TYPE, "application/json").send(json);
  }

  private URI uri(String path) {
    return URI.create("http://" + address.getHostAddress() + ":" + server.port() + path);
  }
}
