package dev.freshet.emulators.secrets;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets and parameters by the names under which they can be asked for. Thread-safe. */
public final class SecretStore {
  private final Map<String, StoredSecret> secrets = new ConcurrentHashMap<>();
  private final Map<String, String> parameters = new ConcurrentHashMap<>();
  private volatile boolean unavailable;

  /** A secret under its name and its ARN. */
  record StoredSecret(String name, String arn, String value, long version) {}

  /** Stores a secret, or its next version. */
  public void putSecret(String name, String arn, String value) {
    secrets.compute(
        arn,
        (_, before) ->
            new StoredSecret(name, arn, value, before == null ? 1 : before.version() + 1));
  }

  /**
   * Stores the next version of a secret.
   *
   * @param id its name or its ARN
   * @throws IllegalArgumentException if there is no such secret
   */
  public void rotate(String id, String value) {
    StoredSecret secret =
        secret(id).orElseThrow(() -> new IllegalArgumentException("unknown secret " + id));
    putSecret(secret.name(), secret.arn(), value);
  }

  /** The current value of a secret, by its name or its ARN. */
  public Optional<String> secretValue(String id) {
    return secret(id).map(StoredSecret::value);
  }

  /** Stores a parameter, in place of the one of this name. */
  public void putParameter(String name, String value) {
    parameters.put(name, value);
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Whether every call is answered with an internal error from now on. */
  public void unavailable(boolean now) {
    unavailable = now;
  }

  boolean isUnavailable() {
    return unavailable;
  }

  Optional<StoredSecret> secret(String id) {
    return Optional.ofNullable(secrets.get(id))
        .or(() -> secrets.values().stream().filter(each -> each.name().equals(id)).findAny());
  }
}
