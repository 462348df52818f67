package dev.freshet.readapi;

import java.util.regex.Pattern;

/**
 * Compares entity tags as {@code If-None-Match} asks for: weakly (RFC 9110, 8.8.3.2 and 13.1.2).
 */
final class EntityTags {
  private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[!#-~\\x80-\\xFF]*\")");

  private EntityTags() {}

  /**
   * Whether the list names the tag.
   *
   * @param list the header's value: tags separated by commas, or {@code *}
   */
  static boolean anyMatches(String list, String etag) {
    return list.strip().equals("*")
        || TAG.matcher(list).results().anyMatch(tag -> tag.group(1).equals(etag));
  }
}
