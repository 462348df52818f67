package dev.freshet.lambda.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Typed reading of a function's environment variables. Every reader throws {@link
 * SettingException}, which names the variable and never repeats its value, as it may hold a secret.
 * Thread-safe.
 */
public final class Settings {
  private static final String NON_NEGATIVE = "a whole number, zero or more";

  private final Map<String, String> environment;

  public Settings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** The text, if there is one that is not blank. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(s -> !s.isEmpty());
  }

  public String text(String name) {
    return find(name).orElseThrow(() -> new SettingException(name, "set, and not blank"));
  }

  public boolean flag(String name) {
    return read(
        name,
        "true or false",
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException();
            });
  }

  /** A number of whole seconds, zero or more. */
  public Duration seconds(String name) {
    return Duration.ofSeconds(wholeNumber(name, NON_NEGATIVE + " of seconds"));
  }

  /** A number of whole milliseconds, zero or more. */
  public Duration millis(String name) {
    return Duration.ofMillis(wholeNumber(name, NON_NEGATIVE + " of milliseconds"));
  }

  /** A whole number, zero or more. */
  public long count(String name) {
    return wholeNumber(name, NON_NEGATIVE);
  }

  /** An absolute address with a host and one of these schemes. */
  public URI uri(String name, String... schemes) {
    String expected = "an address such as " + schemes[0] + "://host:port";
    return read(name, expected, text -> absolute(text, schemes));
  }

  /**
   * Whatever {@code parse} makes of the text; an IllegalArgumentException of its is a bad setting.
   */
  public <T> T read(String name, String expected, Function<String, T> parse) {
    String text = find(name).orElseThrow(() -> new SettingException(name, expected));
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException _) {
      throw new SettingException(name, expected);
    }
  }

  private long wholeNumber(String name, String expected) {
    return read(
        name,
        expected,
        text -> {
          long number = Long.parseLong(text);
          if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException();
          }
          return number;
        });
  }

  private static URI absolute(String text, String... schemes) {
    try {
      URI uri = new URI(text);
      for (String scheme : schemes) {
        if (scheme.equals(uri.getScheme()) && uri.getHost() != null) {
          return uri;
        }
      }
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException(malformed);
    }
    throw new IllegalArgumentException("no such scheme, or no host");
  }
}
