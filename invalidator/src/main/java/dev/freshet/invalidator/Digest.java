package dev.freshet.invalidator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** Names a cause by what it is made of, so that the same cause has the same name on every try. */
public final class Digest {

  /** 128 bits: two different causes never meet in practice. */
  private static final int BYTES = 16;

  private Digest() {}

  /** 32 hexadecimal digits that depend on these texts and their order. */
  public static String of(Collection<String> parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] text = part.getBytes(StandardCharsets.UTF_8);
      // The length first: "ab" and "c" are not "a" and "bc".
      digest.update((text.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(text);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
