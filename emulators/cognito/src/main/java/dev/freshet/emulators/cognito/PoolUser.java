package dev.freshet.emulators.cognito;

import java.util.List;

/** A confirmed user of a pool. */
public record PoolUser(String sub, String email, String name, List<String> groups) {

  public PoolUser {
    groups = List.copyOf(groups);
  }
}
