package dev.freshet.soak;

/** Where an answer came from. */
enum Tier {
  EDGE("the edge"),
  REDIS("Redis"),
  TABLE("the table");

  private final String text;

  Tier(String text) {
    this.text = text;
  }

  /** The tier by the answer's own headers. */
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
