package dev.freshet.emulators.cloudfront.edge;

/** The bytes of a message. Nobody changes them in place. */
final class ContentBody {
  static final ContentBody EMPTY = new ContentBody(new byte[0]);

  private final byte[] bytes;

  private ContentBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes the array over: the caller must not write to it again. */
  static ContentBody of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new ContentBody(bytes);
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
