package dev.freshet.writeapi;

import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.HeaderNames;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.table.write.ExpectedVersion;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads {@code If-Match} as in <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC
 * 9110, 13.1.1</a>, with entity tags that are versions. A weak tag counts as a strong one:
 * CloudFront weakens the tags of answers that it compresses, and a version names one state in
 * either form.
 */
final class IfMatch {
  private static final String ANY = "*";
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"");
  private static final Pattern LIST =
      Pattern.compile(TAG.pattern() + "(?:[ \\t]*,[ \\t]*" + TAG.pattern() + ")*");

  /** What {@link #tag} makes: at most 18 digits, so that the number fits a long. */
  private static final Pattern VERSION = Pattern.compile("v(0|[1-9][0-9]{0,17})");

  private IfMatch() {}

  /** The entity tag of a version, quotes included. */
  static String tag(long version) {
    return "\"v" + version + "\"";
  }

  /**
   * @throws ProblemException 428 without the header, 400 if it is malformed
   */
  static ExpectedVersion of(ApiRequest request) {
    return find(request).orElseThrow(IfMatch::missing);
  }

  static ProblemException missing() {
    return ProblemException.of(
        ProblemType.PRECONDITION_REQUIRED,
        HeaderNames.IF_MATCH,
        "must name the version to change, such as \"v3\"");
  }

  /** The change was made for another version than the current one. */
  static ProblemException stale(long current) {
    return ProblemException.of(
        ProblemType.PRECONDITION_FAILED,
        HeaderNames.IF_MATCH,
        "does not name the current version, which is " + tag(current));
  }

  /**
   * The same for a request that need not have the header.
   *
   * @throws ProblemException 400 if it is malformed
   */
  static Optional<ExpectedVersion> find(ApiRequest request) {
    return request
        .header(HeaderNames.IF_MATCH)
        .map(String::strip)
        .map(header -> header.equals(ANY) ? new ExpectedVersion.Any() : versions(header));
  }

  /** Tags that are no version of ours are well-formed and match nothing. */
  private static ExpectedVersion versions(String header) {
    if (!LIST.matcher(header).matches()) {
      throw ProblemException.invalid(
          HeaderNames.IF_MATCH, "must be an entity tag such as " + tag(1) + ", or *");
    }
    Set<Long> versions =
        TAG.matcher(header)
            .results()
            .map(tag -> VERSION.matcher(tag.group(1)))
            .filter(Matcher::matches)
            .map(version -> Long.valueOf(version.group(1)))
            .collect(Collectors.toSet());
    return new ExpectedVersion.OneOf(versions);
  }
}
