package dev.freshet.operations.pages;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What the pages must know of their stack, in {@code /app/config.json}: some of the template's
 * outputs, by the names that they have in TypeScript. Nothing of it is secret.
 */
public final class PageConfig {
  /** Where the file is, below the root of the pages. */
  public static final String PATH = "app/config.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private PageConfig() {}

  /** The file's text; outputs that the stack does not have are left out. */
  public static String json(Map<String, String> outputs) {
    ObjectNode config = JSON.createObjectNode();
    put(config, "authorizeUrl", outputs, "AuthorizeUrl");
    put(config, "signUpUrl", outputs, "SignUpUrl");
    put(config, "logoutUrl", outputs, "LogoutUrl");
    put(config, "scope", outputs, "SignInScope");
    put(config, "clientId", outputs, "ClientId");
    put(config, "pushUrl", outputs, "PushUrl");
    for (String id : outputs.getOrDefault("FeaturedProductIds", "").split(",", -1)) {
      if (!id.isBlank()) {
        config.withArray("featuredProductIds").add(id.strip());
      }
    }
    return config.toPrettyString() + "\n";
  }

  private static void put(
      ObjectNode config, String name, Map<String, String> outputs, String output) {
    String value = outputs.getOrDefault(output, "");
    if (!value.isEmpty()) {
      config.put(name, value);
    }
  }
}
