package dev.freshet.emulators.cloudfront.edge;

/** The bytes of a message. Nobody changes them in place. */
final class Body {
  static final Body EMPTY = new Body(new byte[0]);

  private final byte[] bytes;

  private Body(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes the array over: the caller must not write to it again. */
  static Body of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Body(bytes);
  }

  int length() {
    return bytes.length;
  }

  boolean isEmpty() {
    return bytes.length == 0;
  }

  /** The array itself: to be read only. */
  byte[] bytes() {
    return bytes;
  }
}
