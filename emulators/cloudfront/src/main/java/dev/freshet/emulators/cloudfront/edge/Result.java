package dev.freshet.emulators.cloudfront.edge;

/** How a request was answered, in the words of the {@code X-Cache} header. */
enum Result {
  HIT("Hit"),
  REFRESH_HIT("RefreshHit"),
  MISS("Miss"),
  ERROR("Error"),
  /** A viewer-request function answered. */
  FUNCTION("FunctionGeneratedResponse");

  private final String word;

  Result(String word) {
    this.word = word;
  }

  String header() {
    return word + " from cloudfront";
  }
}
