package dev.freshet.lambda.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.freshet.domain.UserId;
import dev.freshet.lambda.observe.Measurements;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request of a signed-in user with a valid token, or of any client if the function allows {@link
 * Access#ANYONE}.
 */
public final class ApiRequest {
  private final APIGatewayProxyRequestEvent event;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Optional<Caller> caller;
  private final Instant receivedAt;
  private final String correlationId;
  private final Measurements measurements;

  private ApiRequest(
      APIGatewayProxyRequestEvent event,
      Access access,
      Instant receivedAt,
      String correlationId,
      Measurements measurements) {
    this.event = event;
    this.receivedAt = receivedAt;
    this.correlationId = correlationId;
    this.measurements = measurements;
    this.headers.putAll(orEmpty(event.getHeaders()));
    this.caller =
        switch (access) {
          case SIGNED_IN -> Optional.of(Caller.from(authorizer(event), receivedAt));
          case PROXIED ->
              Optional.of(
                  authorizer(event) == null
                      ? ProxiedCaller.from(apiKey(event), headers, receivedAt)
                      : Caller.from(authorizer(event), receivedAt));
          case ANYONE -> Optional.empty();
        };
  }

  /**
   * What one invocation brings.
   *
   * @throws ProblemException 401 if a signed-in user is asked for, and the caller is none
   */
  public static ApiRequest of(
      APIGatewayProxyRequestEvent event,
      Access access,
      Instant receivedAt,
      String correlationId,
      Measurements measurements) {
    return new ApiRequest(event, access, receivedAt, correlationId, measurements);
  }

  private static @Nullable Map<String, Object> authorizer(APIGatewayProxyRequestEvent event) {
    return event.getRequestContext() == null ? null : event.getRequestContext().getAuthorizer();
  }

  private static Optional<String> apiKey(APIGatewayProxyRequestEvent event) {
    return Optional.ofNullable(event.getRequestContext())
        .map(APIGatewayProxyRequestEvent.ProxyRequestContext::getIdentity)
        .map(APIGatewayProxyRequestEvent.RequestIdentity::getApiKey);
  }

  /**
   * The caller.
   *
   * @throws java.util.NoSuchElementException if the function lets anyone in
   */
  public Caller caller() {
    return caller.orElseThrow();
  }

  public UserId user() {
    return caller().user();
  }

  /** Whether the caller is in this group, or has this role, by the verified token. */
  public boolean hasRole(String role) {
    return caller().roles().contains(role);
  }

  /** After {@link #receivedAt()}. */
  public Instant tokenExpiry() {
    return caller().tokenExpiry();
  }

  /** The route as in the template, such as {@code /orders/{id}}. */
  public String route() {
    return event.getResource() == null ? "" : event.getResource();
  }

  /** In upper case. */
  public String method() {
    return event.getHttpMethod() == null ? "" : event.getHttpMethod();
  }

  public Instant receivedAt() {
    return receivedAt;
  }

  /** Follows what this request causes, through events to the purge. */
  public String correlationId() {
    return correlationId;
  }

  /** Written when the request is answered. */
  public Measurements measurements() {
    return measurements;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * A query parameter, decoded.
   *
   * @throws ProblemException 400 naming it if it is given more than once
   */
  public Optional<String> query(String name) {
    List<String> all = orEmpty(event.getMultiValueQueryStringParameters()).get(name);
    if (all != null && all.size() > 1) {
      throw ProblemException.invalid(name, "must not be given more than once");
    }
    return Optional.ofNullable(orEmpty(event.getQueryStringParameters()).get(name))
        .or(() -> Optional.ofNullable(all).map(List::getFirst));
  }

  /**
   * A parameter of the route's path, such as {@code id} of {@code /orders/{id}}, decoded. API
   * Gateway's documents do not say whether it decodes them. No id has a {@code %} in it, so what is
   * decoded already stays as it is.
   */
  public Optional<String> path(String name) {
    return Optional.ofNullable(orEmpty(event.getPathParameters()).get(name))
        .map(ApiRequest::decoded);
  }

  private static String decoded(String parameter) {
    try {
      return URLDecoder.decode(parameter.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return parameter; // no id: whoever reads it refuses it
    }
  }

  /**
   * The body, which must be JSON of this form.
   *
   * @throws ProblemException 413 or 415, or 400 naming the field at fault
   */
  public <T> T body(Class<T> type) {
    return RequestBody.read(event, header(HeaderNames.CONTENT_TYPE), type);
  }

  private static <V> Map<String, V> orEmpty(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : map;
  }
}
