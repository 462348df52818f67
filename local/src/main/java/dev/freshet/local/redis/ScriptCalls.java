package dev.freshet.local.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Recognises calls of one script by its text, which may be sent with other text around it, and by
 * the digests that such texts have. A digest is known once its text was sent, by anyone.
 * Thread-safe.
 */
final class ScriptCalls {
  private static final String EVICT = "/dev/freshet/viewcache/redis/evict.lua";

  private final String text;
  private final Set<String> digests = ConcurrentHashMap.newKeySet();

  ScriptCalls(String text) {
    this.text = text;
  }

  /**
   * Calls of the script that evicts views.
   *
   * @throws IllegalStateException if it is not on the class path
   */
  static ScriptCalls ofEvictions() {
    try (InputStream script = ScriptCalls.class.getResourceAsStream(EVICT)) {
      if (script == null) {
        throw new IllegalStateException(EVICT + " is not on the class path");
      }
      return new ScriptCalls(new String(script.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the command runs the script. */
  boolean include(Command command) {
    return switch (command.name()) {
      case "EVALSHA" -> digests.contains(command.word(1).toLowerCase(Locale.ROOT));
      case "EVAL" -> knows(command.word(1));
      case "SCRIPT" -> {
        knows(command.word(2));
        yield false;
      }
      default -> false;
    };
  }

  private boolean knows(String source) {
    boolean known = source.contains(text);
    if (known) {
      digests.add(sha1(source));
    }
    return known;
  }

  private static String sha1(String source) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
