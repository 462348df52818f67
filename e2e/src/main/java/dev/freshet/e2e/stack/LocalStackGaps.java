package dev.freshet.e2e.stack;

/** What covers the parts of AWS that LocalStack's free edition lacks. */
public final class LocalStackGaps {
  public static final String COGNITO =
      "an OIDC issuer in this JVM, whose tokens have Cognito's claims";

  public static final String API_GATEWAY_AUTHORIZER =
      "a script in LocalStack's own extension directory, which runs the template's authorizer and"
          + " gateway responses; not used where LOCALSTACK_AUTH_TOKEN is set";

  public static final String EDGE =
      "the local system's edge in this JVM, read from the template, before LocalStack's API"
          + " Gateway; functions purge it through CloudFront's own wire protocol";

  private LocalStackGaps() {}
}
