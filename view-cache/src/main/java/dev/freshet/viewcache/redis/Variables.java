package dev.freshet.viewcache.redis;

import dev.freshet.viewcache.elasticache.Credentials;
import java.util.Optional;
import java.util.function.Function;

/** Typed reading of the variables that say where Redis is. */
record Variables(Function<String, Optional<String>> find) {

  /** How a function logs in. */
  enum Auth {
    /** As the URL says: with a user and a password, a password, or nothing. */
    URL,
    /** By IAM, at a cache of ElastiCache with nodes. */
    IAM,
    /** By IAM, at a serverless cache of ElastiCache. */
    IAM_SERVERLESS
  }

  String url() {
    String url = text("REDIS_URL");
    if (!parsed(url).tls() && auth() != Auth.URL) {
      throw expected("REDIS_URL", "an address such as rediss://host:port, as IAM needs TLS");
    }
    return url;
  }

  private static RedisUrl parsed(String url) {
    try {
      return RedisUrl.parse(url);
    } catch (IllegalArgumentException _) {
      throw expected("REDIS_URL", "an address such as redis://host:port");
    }
  }

  boolean cluster() {
    return switch (text("REDIS_CLUSTER")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw expected("REDIS_CLUSTER", "true or false");
    };
  }

  Auth auth() {
    return switch (text("REDIS_AUTH")) {
      case "url" -> Auth.URL;
      case "iam" -> Auth.IAM;
      case "iam-serverless" -> Auth.IAM_SERVERLESS;
      default -> throw expected("REDIS_AUTH", "url, iam or iam-serverless");
    };
  }

  /** Those that Lambda gives to a function for its role. */
  Credentials credentials() {
    return new Credentials(
        text("AWS_ACCESS_KEY_ID"), text("AWS_SECRET_ACCESS_KEY"), find.apply("AWS_SESSION_TOKEN"));
  }

  String text(String name) {
    return find.apply(name).orElseThrow(() -> expected(name, "set, and not blank"));
  }

  private static IllegalArgumentException expected(String name, String what) {
    return new IllegalArgumentException("environment variable " + name + " must be " + what);
  }
}
