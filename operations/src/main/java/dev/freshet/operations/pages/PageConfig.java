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
  public static String json(Map<String, String> outputs, IssuerPages issuer) {
    ObjectNode config = JSON.createObjectNode();
    put(config, "authorizeUrl", issuer.authorize());
    put(config, "signUpUrl", issuer.signUp());
    put(config, "clientId", outputs.getOrDefault("ClientId", ""));
    put(config, "scope", outputs.getOrDefault("SignInScope", ""));
    put(config, "pushUrl", outputs.getOrDefault("PushUrl", ""));
    for (String id : outputs.getOrDefault("FeaturedProducts", "").split(",", -1)) {
      if (!id.isBlank()) {
        config.withArray("featuredProductIds").add(id.strip());
      }
    }
    return config.toPrettyString() + "\n";
  }

  private static void put(ObjectNode config, String name, String value) {
    if (!value.isEmpty()) {
      config.put(name, value);
    }
  }
}
