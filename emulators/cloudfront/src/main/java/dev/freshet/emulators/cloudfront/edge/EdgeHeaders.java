package dev.freshet.emulators.cloudfront.edge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** HTTP headers in the order they came; names compare without regard to case. Immutable. */
record EdgeHeaders(List<Header> entries) {
  static final EdgeHeaders NONE = new EdgeHeaders(List.of());

  record Header(String name, String value) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }

    boolean isOneOf(Collection<String> names) {
      for (String each : names) {
        if (is(each)) {
          return true;
        }
      }
      return false;
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
    for (Header each : entries) {
      if (each.is(name)) {
        return Optional.of(each.value());
      }
    }
    return Optional.empty();
  }

  /** All values of the header as one comma-separated list; absent if there is none. */
  Optional<String> joined(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }

  List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Header each : entries) {
      if (each.is(name)) {
        values.add(each.value());
      }
    }
    return values;
  }

  /** The members of a comma-separated list header, over all its lines. */
  List<String> members(String name) {
    List<String> members = new ArrayList<>();
    for (String value : all(name)) {
      for (String member : value.split(",", -1)) {
        if (!member.isBlank()) {
          members.add(member.strip());
        }
      }
    }
    return members;
  }

  boolean has(String name) {
    return first(name).isPresent();
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
    return where(each -> !each.isOneOf(names));
  }

  EdgeHeaders where(Predicate<Header> kept) {
    List<Header> left = new ArrayList<>(entries);
    return left.removeIf(kept.negate()) ? new EdgeHeaders(left) : this;
  }

  /** The bytes that the lines take on the wire. */
  int size() {
    return entries.stream().mapToInt(e -> e.name().length() + e.value().length() + 4).sum();
  }
}
