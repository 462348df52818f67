package dev.freshet.readapi;

import dev.freshet.lambda.json.Json;
import dev.freshet.viewcache.protocol.LoadedView;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * What a page shows.
 *
 * @param body a record, put into JSON
 * @param version names this state of it in the ETag; empty for a digest of the body
 */
record PageBody(Object body, Optional<String> version) {

  static PageBody of(Object body) {
    return new PageBody(body, Optional.empty());
  }

  LoadedView loaded() {
    String json = Json.write(body);
    return new LoadedView('"' + version.orElseGet(() -> digest(json)) + '"', json);
  }

  private static String digest(String json) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
