package dev.freshet.local.console;

import java.util.Map;
import java.util.Optional;

/** Which view a path shows. */
final class Views {
  private static final Map<String, String> BY_PATH =
      Map.of(
          "/dashboard", "dashboard",
          "/orders", "orders",
          "/profile", "profile",
          "/users/current", "profile",
          "/notifications", "notifications",
          "/users/current/followers", "followers",
          "/users/current/following", "following",
          "/users/current/preferences", "preferences",
          "/users/current/card", "card");

  private Views() {}

  /** Empty for paths of no view of the caller's. */
  static Optional<String> of(String path) {
    return path.startsWith("/orders/")
        ? Optional.of("orders")
        : Optional.ofNullable(BY_PATH.get(path));
  }
}
