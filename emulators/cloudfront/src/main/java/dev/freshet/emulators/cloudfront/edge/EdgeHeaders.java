package dev.freshet.emulators.cloudfront.edge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** HTTP headers in the order they came; names compare without regard to case. Immutable. */
record EdgeHeaders(List<Header> entries) {
  static final EdgeHeaders NONE = new EdgeHeaders(List.of());

  record Header(String name, String value) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }

    String lowerCaseName() {
      return name.toLowerCase(Locale.ROOT);
    }
  }

  EdgeHeaders {
    entries = List.copyOf(entries);
  }

  static EdgeHeaders of(String... namesAndValues) {
    List<Header> entries = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      entries.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new EdgeHeaders(entries);
  }

  Optional<String> first(String name) {
    return entries.stream().filter(each -> each.is(name)).map(Header::value).findFirst();
  }

  /** All values of the header as one comma-separated list; absent if there is none. */
  Optional<String> joined(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }

  List<String> all(String name) {
    return entries.stream().filter(each -> each.is(name)).map(Header::value).toList();
  }

  /** The members of a comma-separated list header, over all its lines. */
  List<String> members(String name) {
    return all(name).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .filter(Predicate.not(String::isEmpty))
        .toList();
  }

  boolean has(String name) {
    return entries.stream().anyMatch(each -> each.is(name));
  }

  /** The same with exactly this value for the header. */
  EdgeHeaders with(String name, String value) {
    return without(name).plus(name, value);
  }

  /** The same with one more line. */
  EdgeHeaders plus(String name, String value) {
    List<Header> more = new ArrayList<>(entries);
    more.add(new Header(name, value));
    return new EdgeHeaders(more);
  }

  EdgeHeaders without(String name) {
    return where(each -> !each.is(name));
  }

  EdgeHeaders without(Collection<String> names) {
    return where(each -> names.stream().noneMatch(each::is));
  }

  EdgeHeaders where(Predicate<Header> kept) {
    return new EdgeHeaders(entries.stream().filter(kept).toList());
  }

  /** The bytes that the lines take on the wire. */
  int size() {
    return entries.stream().mapToInt(e -> e.name().length() + e.value().length() + 4).sum();
  }
}
