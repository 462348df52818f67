package dev.freshet.checker.model;

/**
 * The request of a reader.
 *
 * @param fresh whether it sends {@code fresh} for its own write
 * @param again whether it sends {@code If-None-Match} with the current ETag
 */
public record Request(int owner, int page, boolean fresh, boolean again) {
  private static final int READER_SHIFT = 8;
  private static final int PAGE_SHIFT = 4;
  private static final int OWNER_SHIFT = 2;
  private static final int THREE = 3;
  private static final int FIFTEEN = 15;

  /** The action of a reader that starts this request. */
  public int by(int reader) {
    return Kind.START.of(
        reader << READER_SHIFT
            | page << PAGE_SHIFT
            | owner << OWNER_SHIFT
            | (fresh ? 2 : 0)
            | (again ? 1 : 0));
  }

  /** Of the subject of a start. */
  public static int reader(int subject) {
    return subject >> READER_SHIFT;
  }

  /** Of the subject of a start. */
  public static Request of(int subject) {
    return new Request(
        subject >> OWNER_SHIFT & THREE,
        subject >> PAGE_SHIFT & FIFTEEN,
        (subject & 2) != 0,
        (subject & 1) != 0);
  }

  /** This request without an option that may not matter. */
  public Request asking(boolean forFresh, boolean onceMore) {
    return new Request(owner, page, forFresh, onceMore);
  }
}
