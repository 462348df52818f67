package dev.freshet.emulators.cognito;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The users of a pool, in memory or in a file. Thread-safe. */
public final class PoolUsers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, PoolUser> bySub = new LinkedHashMap<>();
  private final Optional<Path> file;

  private PoolUsers(Optional<Path> file) {
    this.file = file;
  }

  /** Forgotten when the JVM ends. */
  public static PoolUsers inMemory() {
    return new PoolUsers(Optional.empty());
  }

  /** Those of this file, to which new ones are written; it may be missing. */
  public static PoolUsers in(Path file) {
    PoolUsers users = new PoolUsers(Optional.of(file));
    if (Files.exists(file)) {
      users.read(file);
    }
    return users;
  }

  /** Adds a user, unless one of this {@code sub} is there. */
  public synchronized void add(PoolUser user) {
    if (bySub.putIfAbsent(user.sub(), user) == null) {
      write();
    }
  }

  /** A user by {@code sub} or e-mail address. */
  public synchronized Optional<PoolUser> find(String login) {
    String wanted = login.strip().toLowerCase(Locale.ROOT);
    return Optional.ofNullable(bySub.get(login.strip()))
        .or(() -> bySub.values().stream().filter(user -> user.email().equals(wanted)).findFirst());
  }

  /** All of them, in the order in which they came. */
  public synchronized List<PoolUser> all() {
    return List.copyOf(bySub.values());
  }

  /** A new user with a {@code sub} of its own; empty if the address is taken. */
  synchronized Optional<PoolUser> signUp(String email, String name) {
    if (find(email).isPresent()) {
      return Optional.empty();
    }
    PoolUser user =
        new PoolUser(
            UUID.randomUUID().toString(),
            email.strip().toLowerCase(Locale.ROOT),
            name.strip(),
            List.of());
    add(user);
    return Optional.of(user);
  }

  private void read(Path source) {
    try {
      JSON.readValue(source.toFile(), new TypeReference<List<PoolUser>>() {})
          .forEach(user -> bySub.put(user.sub(), user));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the users in " + source, e);
    }
  }

  private void write() {
    file.ifPresent(target -> {
      try {
        JSON.writeValue(target.toFile(), List.copyOf(bySub.values()));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write the users to " + target, e);
      }
    });
  }
}
