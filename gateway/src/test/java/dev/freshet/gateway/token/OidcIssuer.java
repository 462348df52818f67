package dev.freshet.gateway.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An OIDC issuer in this JVM: publishes a discovery document and its keys, and counts who asks. */
public final class OidcIssuer implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger keyRequests = new AtomicInteger();
  private volatile List<JWK> keys = List.of();
  private volatile String announced;
  private volatile int status = 200;
  private volatile String secret = "";
  private volatile String granted = "{}";

  public OidcIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    announced = uri().toString();
    server.createContext("/pool/.well-known/openid-configuration", this::discovery);
    server.createContext("/pool/keys", this::keys);
    server.createContext("/pool/token", this::token);
    server.createContext("/pool/revoke", exchange -> send(exchange, status, ""));
    server.start();
  }

  /** Its name, exactly as in {@code iss}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/pool");
  }

  /** Makes a key and publishes it beside those before. */
  public RSAKey publishRsa(String id) {
    return publish(rsa(id));
  }

  public ECKey publishEc(String id) {
    return publish(ec(id));
  }

  /** A key that nobody publishes. */
  public static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Takes this secret of a client, and grants these tokens for any code or refresh token.
   *
   * @param json an answer of the token endpoint
   */
  public void grants(String clientSecret, String json) {
    secret = clientSecret;
    granted = json;
  }

  /** How often the keys were asked for. */
  public int keyRequests() {
    return keyRequests.get();
  }

  /** Answers everything with this status from now on. */
  public void answerWith(int status) {
    this.status = status;
  }

  /** Names another issuer in the discovery document. */
  public void pretendToBe(String issuer) {
    announced = issuer;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static ECKey ec(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private <K extends JWK> K publish(K key) {
    List<JWK> more = new ArrayList<>(keys);
    more.add(key);
    keys = more;
    return key;
  }

  private void discovery(HttpExchange exchange) throws IOException {
    send(
        exchange,
        status,
        """
        {"issuer":"%s","jwks_uri":"%2$s/keys","token_endpoint":"%2$s/token",
         "revocation_endpoint":"%2$s/revoke","subject_types_supported":["public"]}
        """
            .formatted(announced, uri()));
  }

  private void keys(HttpExchange exchange) throws IOException {
    keyRequests.incrementAndGet();
    send(exchange, status, new JWKSet(keys).toString(true));
  }

  private void token(HttpExchange exchange) throws IOException {
    String sent = exchange.getRequestHeaders().getFirst("Authorization");
    String client = new String(Base64.getDecoder().decode(sent.substring(6)), UTF_8);
    boolean known = client.endsWith(":" + secret);
    send(exchange, known ? status : 400, known ? granted : "{\"error\":\"invalid_client\"}");
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
