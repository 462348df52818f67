package dev.freshet.gateway.secret;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * A secret that is read when it is first needed, and again when the other side refuses it. If
 * Secrets Manager is unavailable, the last known value stays in use. Thread-safe; blocks for 2 s at
 * most.
 */
public final class CachedSecret {
  private static final Logger LOG = LoggerFactory.getLogger(CachedSecret.class);

  /** Of all attempts. Secrets Manager answers in some ten milliseconds. */
  public static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);

  /** A secret that stays refused is not asked for with every request. */
  static final Duration PAUSE = Duration.ofSeconds(5);

  private final SecretsManagerClient client;
  private final String id;
  private final InstantSource clock;
  private @Nullable String value;
  private Instant askedAt = Instant.MIN;

  /**
   * @param id the secret's name or ARN
   */
  public CachedSecret(SecretsManagerClient client, String id, InstantSource clock) {
    this.client = client;
    this.id = id;
    this.clock = clock;
  }

  /** A client for such secrets. */
  public static SecretsManagerClient client() {
    return SecretsManagerClient.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CALL_TIMEOUT)
                .socketTimeout(CALL_TIMEOUT))
        .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT))
        .build();
  }

  /**
   * The last known value.
   *
   * @throws SecretUnavailableException if it was never read, and cannot be read now
   */
  public synchronized String value() {
    String known = value;
    return known == null ? load() : known;
  }

  /** Another value than the one that was refused; empty if there is none, or none to be had. */
  public synchronized Optional<String> otherThan(String refused) {
    if (refused.equals(value) && !clock.instant().isBefore(askedAt.plus(PAUSE))) {
      try {
        load();
      } catch (SecretUnavailableException unavailable) {
        LOG.atError().setCause(unavailable).log("last known secret stays in use");
      }
    }
    return Optional.ofNullable(value).filter(current -> !current.equals(refused));
  }

  private String load() {
    askedAt = clock.instant();
    try {
      String loaded = client.getSecretValue(request -> request.secretId(id)).secretString();
      value = loaded;
      return loaded;
    } catch (SdkException failed) {
      throw new SecretUnavailableException(failed);
    }
  }
}
