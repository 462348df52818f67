package dev.freshet.servers;

import java.util.Optional;
import java.util.function.Function;

/** Decides which requests a server takes. Called by several threads at once. */
@FunctionalInterface
public interface RequestGuard {

  /**
   * Why a request is refused; empty if the server may have it.
   *
   * @param header the value of a header by its name; empty if the request lacks it
   */
  Optional<String> refusal(String method, Function<String, Optional<String>> header);
}
