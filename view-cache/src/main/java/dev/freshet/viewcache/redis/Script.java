package dev.freshet.viewcache.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** A script of the protocol and the digest that Redis knows it by. */
enum Script {
  READ("read.lua"),
  FILL("fill.lua"),
  COUNT("count.lua"),
  ELECT("elect.lua"),
  LEASE("lease.lua"),
  EVICT("evict.lua");

  private final String source;
  private final String digest;

  Script(String file) {
    source = resource("pages.lua") + resource(file);
    digest = sha1(source);
  }

  String source() {
    return source;
  }

  String digest() {
    return digest;
  }

  private static String resource(String file) {
    try (InputStream stream = Script.class.getResourceAsStream(file)) {
      byte[] bytes =
          Objects.requireNonNull(stream, () -> file + " is not in the jar").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read from the jar", e);
    }
  }

  private static String sha1(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
