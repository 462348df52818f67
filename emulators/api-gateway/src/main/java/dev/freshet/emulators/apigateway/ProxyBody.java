package dev.freshet.emulators.apigateway;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The bytes of a request or an answer. Immutable. */
final class ProxyBody {
  /** No bytes. */
  static final ProxyBody EMPTY = new ProxyBody(new byte[0]);

  private final byte[] bytes;

  private ProxyBody(byte[] bytes) {
    this.bytes = bytes;
  }

  static ProxyBody of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new ProxyBody(bytes.clone());
  }

  static ProxyBody of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Decodes Base64.
   *
   * @throws IllegalArgumentException if the text is not Base64
   */
  static ProxyBody ofBase64(String text) {
    return of(Base64.getDecoder().decode(text));
  }

  boolean isEmpty() {
    return bytes.length == 0;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
