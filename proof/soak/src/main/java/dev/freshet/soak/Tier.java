package dev.freshet.soak;

/** The source of an answer. */
enum Tier {
  EDGE("the edge"),
  REDIS("Redis"),
  TABLE("the table");

  private final String text;

  Tier(String text) {
    this.text = text;
  }

  /** The tier by the answer's headers. */
  static Tier of(Reply reply) {
    if (reply.header("X-Cache").contains("Hit")) {
      return EDGE;
    }
    return reply.header("X-View-Source").equals("cache") ? REDIS : TABLE;
  }

  @Override
  public String toString() {
    return text;
  }
}
