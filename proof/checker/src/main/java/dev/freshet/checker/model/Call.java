package dev.freshet.checker.model;

/** The end of a call. */
enum Call {
  WORKS(""),
  FAILS(", but the call fails"),
  REPLY_LOST(", but the reply is lost"),
  LATE(", but gives up before it is carried out"),
  REFUSED(", and is refused"),
  FOREIGN_PAGE(", where another owner's page lies");

  private final String text;

  Call(String text) {
    this.text = text;
  }

  /** Whether the call is executed now. */
  boolean isCarriedOut() {
    return this == WORKS || this == REPLY_LOST;
  }

  String text() {
    return text;
  }
}
