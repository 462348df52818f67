package dev.freshet.emulators.cognito;

import io.helidon.common.parameters.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters with which an app sends the browser to the hosted pages. */
record AuthorizationRequest(Map<String, String> parameters) {
  private static final List<String> NAMES =
      List.of(
          "response_type",
          "client_id",
          "redirect_uri",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method");

  static AuthorizationRequest of(Parameters sent) {
    Map<String, String> parameters = new LinkedHashMap<>();
    NAMES.forEach(
        name -> sent.first(name).asOptional().ifPresent(value -> parameters.put(name, value)));
    return new AuthorizationRequest(parameters);
  }

  String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  @Nullable String find(String name) {
    return parameters.get(name);
  }

  /** All of it, as a query. */
  String query() {
    return parameters.entrySet().stream()
        .map(each -> each.getKey() + "=" + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** The app's redirect URI with the result and the app's state. */
  String redirect(String name, String value) {
    String uri = get("redirect_uri");
    String state = find("state");
    return uri
        + (uri.contains("?") ? "&" : "?")
        + name
        + "="
        + encoded(value)
        + (state == null ? "" : "&state=" + encoded(state));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
