package dev.freshet.e2e.stack;

import dev.freshet.e2e.platform.Capability;
import java.util.Map;

/** The parts of AWS that LocalStack's free edition lacks, and the tests that cover them. */
public final class LocalStackGaps {
  private static final String COGNITO =
      "an OIDC issuer in this JVM, whose tokens have Cognito's claims";

  private static final String API_GATEWAY_AUTHORIZER =
      "a script in LocalStack's own extension directory, which runs the template's authorizer and"
          + " gateway responses; not used where LOCALSTACK_AUTH_TOKEN is set";

  private static final String EDGE =
      "the local system's edge in this JVM, read from the template, before LocalStack's API"
          + " Gateway; functions purge it through CloudFront's own wire protocol";

  private static final String CHANGE_ARCHIVE =
      "the local system's bus, on the platform embedded: CloudFormation makes no archive here, and"
          + " StartReplay ends in an internal error if an archive holds events";

  private static final String WEBSOCKET =
      "the local system's WebSocket API, on the platform embedded: API Gateway v2 is in no free"
          + " edition";

  private static final String HOSTED_LOGIN =
      "the platform embedded, where the template's user pool is imitated with its client";

  private LocalStackGaps() {}

  /**
   * All gaps, each with its tests.
   *
   * @param redis the replacement of ElastiCache
   */
  public static Map<Capability, String> coveredBy(String redis) {
    return Map.of(
        Capability.COGNITO, COGNITO,
        Capability.HOSTED_LOGIN, HOSTED_LOGIN,
        Capability.ELASTICACHE, redis,
        Capability.API_GATEWAY_AUTHORIZER, API_GATEWAY_AUTHORIZER,
        Capability.CHANGE_ARCHIVE, CHANGE_ARCHIVE,
        Capability.WEBSOCKET, WEBSOCKET,
        Capability.EDGE, EDGE);
  }
}
