package dev.freshet.bench.replay;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The content of an answer.
 *
 * @param versions of the page's parts, in order
 */
record PartVersions(List<Integer> versions) {
  PartVersions {
    versions = List.copyOf(versions);
  }

  static String etag(int version) {
    return "\"" + version + "\"";
  }

  String etag() {
    return versions.stream().map(String::valueOf).collect(Collectors.joining("-", "\"", "\""));
  }
}
