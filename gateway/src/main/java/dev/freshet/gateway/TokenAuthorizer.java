package dev.freshet.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import dev.freshet.gateway.token.SigningKeys;
import dev.freshet.gateway.token.TokenRules;
import dev.freshet.gateway.token.TokenVerifier;
import dev.freshet.gateway.token.Verdict;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.json.InvocationJson;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The REST API's authorizer for bearer tokens of any issuer: lets in callers with a valid access
 * token, and hands {@code sub}, {@code exp} and the roles on to the functions. Thread-safe.
 */
public final class TokenAuthorizer implements RequestStreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(TokenAuthorizer.class);
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9._~+/=-]+) *", Pattern.CASE_INSENSITIVE);

  private final TokenVerifier verifier;
  private final Metrics metrics;

  public TokenAuthorizer() {
    this(System.getenv(), Clock.systemUTC());
  }

  TokenAuthorizer(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  TokenAuthorizer(Settings settings, InstantSource clock) {
    TokenRules rules = TokenRules.of(settings);
    this.verifier = TokenVerifier.of(rules, SigningKeys.of(rules.issuer()), clock);
    this.metrics = Metrics.of(settings, getClass(), clock);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    InvocationJson.write(
        handleRequest(InvocationJson.read(in, APIGatewayCustomAuthorizerEvent.class)), out);
  }

  IamPolicyResponse handleRequest(APIGatewayCustomAuthorizerEvent event) {
    Verdict verdict = verdict(event.getAuthorizationToken());
    try (Measurements measurements = metrics.begin()) {
      measurements.count(verdict.getClass().getSimpleName());
    }
    return switch (verdict) {
      case Verdict.Valid valid -> policy(valid, event.getMethodArn());
      case Verdict.Refused refused -> {
        LOG.atInfo().addKeyValue("reason", refused.reason()).log("refused");
        throw new UnauthorizedException();
      }
      case Verdict.Undecided undecided -> {
        LOG.atError().setCause(undecided.cause()).log("issuer unavailable");
        throw new IssuerUnavailableException(undecided.cause());
      }
    };
  }

  private Verdict verdict(@Nullable String authorization) {
    return token(authorization)
        .map(verifier::verify)
        .orElseGet(() -> new Verdict.Refused("no bearer token"));
  }

  private static Optional<String> token(@Nullable String authorization) {
    return Optional.ofNullable(authorization)
        .map(BEARER::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1));
  }

  private static IamPolicyResponse policy(Verdict.Valid valid, String methodArn) {
    String user = valid.user().value();
    return IamPolicyResponse.builder()
        .withPrincipalId(user)
        .withPolicyDocument(
            IamPolicyResponse.PolicyDocument.builder()
                .withVersion(IamPolicyResponse.VERSION_2012_10_17)
                .withStatement(List.of(IamPolicyResponse.allowStatement(wholeStage(methodArn))))
                .build())
        .withContext(
            Map.of(
                "sub",
                user,
                "exp",
                Long.toString(valid.expiry().getEpochSecond()),
                "roles",
                String.join(",", new TreeSet<>(valid.roles()))))
        .build();
  }

  /**
   * API Gateway caches the policy by token for all methods: a policy for one method would deny the
   * token's next request. {@code arn…:api/stage/GET/orders} becomes {@code arn…:api/stage/*}.
   */
  private static String wholeStage(String methodArn) {
    String[] parts = methodArn.split("/", 3);
    return parts[0] + "/" + parts[1] + "/*";
  }
}
