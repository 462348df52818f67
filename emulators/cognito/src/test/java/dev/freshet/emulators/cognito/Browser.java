package dev.freshet.emulators.cognito;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.functions.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A browser at a pool's pages, which follows no redirect by itself, and the app behind it. */
final class Browser {
  /** The verifier and the challenge of RFC 7636, Appendix B. */
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private final URI domain;
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  Browser(URI domain) {
    this.domain = domain;
  }

  /** What an app of the client {@code page} asks for; names and values that follow replace it. */
  static String request(String... changes) {
    Map<String, String> parameters =
        new TreeMap<>(
            Map.of(
                "response_type", "code",
                "client_id", "page",
                "redirect_uri", "https://app.example/callback",
                "scope", "openid shop/api",
                "state", "s 1",
                "nonce", "n-1",
                "code_challenge_method", "S256",
                "code_challenge", CHALLENGE));
    for (int i = 0; i < changes.length; i += 2) {
      parameters.put(changes[i], changes[i + 1]);
    }
    return form(parameters);
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(domain.resolve(path)));
  }

  HttpResponse<String> post(String path, String form) {
    return send(
        HttpRequest.newBuilder(domain.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  /** Signs a user up, and returns the code. */
  String signUp(String email) {
    return code(post("/signup?" + request(), form(Map.of("name", "Zoe", "email", email))));
  }

  static String code(HttpResponse<String> redirect) {
    String location = location(redirect);
    return location.replaceFirst(".*[?&]code=([^&]+).*", "$1");
  }

  static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  /** The answer of the token endpoint to a code, for the app with its secret. */
  JsonNode exchange(String code, String... changes) {
    Map<String, String> form =
        new TreeMap<>(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                "https://app.example/callback",
                "code_verifier",
                VERIFIER));
    for (int i = 0; i < changes.length; i += 2) {
      form.put(changes[i], changes[i + 1]);
    }
    return token(form, "page", "secret");
  }

  JsonNode refresh(String token) {
    return token(Map.of("grant_type", "refresh_token", "refresh_token", token), "page", "secret");
  }

  JsonNode token(Map<String, String> form, String client, String secret) {
    return Json.parse(app("/oauth2/token", form, client, secret).body()).orElseThrow();
  }

  /** A form that the app sends with its credentials. */
  HttpResponse<String> app(String path, Map<String, String> form, String client, String secret) {
    String credentials =
        Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(UTF_8));
    return send(
        HttpRequest.newBuilder(domain.resolve(path))
            .header("Authorization", "Basic " + credentials)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(form))));
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }
}
