package dev.freshet.readapi;

import dev.freshet.domain.ProductId;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.table.read.PageRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Query parameters that several views have; each is refused with 400, named, if malformed. */
final class Query {
  private static final int DEFAULT_LIMIT = 20;
  private static final int LARGEST_LIMIT = 50;

  /** Up to the year 5138, and no sign. */
  private static final Pattern EPOCH_MILLIS = Pattern.compile("[0-9]{1,14}");

  /** No sign, no other digits than these, and no zero in front. */
  private static final Pattern SMALL_NUMBER = Pattern.compile("[1-9][0-9]?");

  private Query() {}

  /** {@code limit} and {@code cursor}. */
  static PageRequest pageRequest(ApiRequest request) {
    return new PageRequest(limit(request, LARGEST_LIMIT), cursor(request, Ulid::new));
  }

  /** The same, for a list of users. */
  static UserRange userRange(ApiRequest request) {
    return new UserRange(limit(request, NamedUsers.MOST), cursor(request, UserId::new));
  }

  /**
   * Which part of a list of users is asked for.
   *
   * @param after only those after this one
   */
  record UserRange(int limit, Optional<UserId> after) {}

  /** The same, for the list of products. */
  static ProductRange productRange(ApiRequest request) {
    return new ProductRange(limit(request, LARGEST_LIMIT), cursor(request, ProductId::new));
  }

  /**
   * Which part of the list of products is asked for.
   *
   * @param after only those after this one
   */
  record ProductRange(int limit, Optional<ProductId> after) {}

  private static int limit(ApiRequest request, int largest) {
    return read(
            request,
            "limit",
            "must be a whole number from 1 to " + largest,
            text -> limit(text, largest))
        .orElse(DEFAULT_LIMIT);
  }

  private static <T> Optional<T> cursor(ApiRequest request, Function<String, T> parse) {
    return read(request, "cursor", "must be a nextCursor of an earlier page", parse);
  }

  /** The same pages under the same name, whether the query spells the defaults out or not. */
  static String variant(PageRequest wanted) {
    return variant(wanted.limit(), wanted.after());
  }

  static String variant(UserRange wanted) {
    return variant(wanted.limit(), wanted.after());
  }

  private static String variant(int limit, Optional<?> after) {
    return "limit=" + limit + after.map(id -> "&cursor=" + id).orElse("");
  }

  /** {@code fresh}: the time of a commit that the answer has to show. */
  static Optional<Instant> fresh(ApiRequest request) {
    return read(request, "fresh", "must be a time in milliseconds since 1970", Query::instant);
  }

  /**
   * Any parameter.
   *
   * @param form completes its name to a sentence
   * @param parse throws IllegalArgumentException if it is malformed
   */
  static <T> Optional<T> read(
      ApiRequest request, String name, String form, Function<String, T> parse) {
    return request
        .query(name)
        .map(text -> {
          try {
            return parse.apply(text);
          } catch (IllegalArgumentException _) {
            throw ProblemException.invalid(name, form);
          }
        });
  }

  private static int limit(String text, int largest) {
    if (!SMALL_NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    int limit = Integer.parseInt(text);
    if (limit < 1 || limit > largest) {
      throw new IllegalArgumentException();
    }
    return limit;
  }

  private static Instant instant(String text) {
    if (!EPOCH_MILLIS.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    return Instant.ofEpochMilli(Long.parseLong(text));
  }
}
