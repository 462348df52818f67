package dev.freshet.gateway.signin;

import dev.freshet.gateway.secret.KeptValue;
import dev.freshet.gateway.secret.ValueUnavailableException;
import dev.freshet.gateway.token.IdTokenVerifier;
import dev.freshet.gateway.token.SigningKeys;
import dev.freshet.gateway.token.TokenVerifier;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.Access;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.Endpoint;
import dev.freshet.lambda.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * {@code POST /auth/exchange}, {@code /auth/refresh} and {@code /auth/logout}. One function for the
 * three: they need the same secret and the same rights, and each keeps the others warm.
 */
public final class SignInHandler extends ApiFunction {

  /** Of each call to Secrets Manager or Parameter Store, attempts and waits in between included. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);

  /** A secret that was replaced is fetched when the issuer refuses the old one, or after this. */
  private static final Duration SECRET_LIFETIME = Duration.ofHours(1);

  /** A redirect URI that is added or removed counts everywhere after this. */
  private static final Duration PARAMETER_LIFETIME = Duration.ofMinutes(5);

  /** Lambda's. */
  public SignInHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  SignInHandler(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private SignInHandler(Settings settings, InstantSource clock) {
    this(settings, clock, secretsManager(), ssm());
  }

  SignInHandler(
      Settings settings, InstantSource clock, SecretsManagerClient secrets, SsmClient parameters) {
    super(settings, clock, Access.ANYONE, endpoint(settings, clock, secrets, parameters));
  }

  private static Endpoint endpoint(
      Settings settings, InstantSource clock, SecretsManagerClient secrets, SsmClient parameters) {
    SignInConfig config = SignInConfig.of(settings);
    SigningKeys keys = SigningKeys.of(config.rules().issuer());
    SignIn signIn =
        new SignIn(
            new IssuerClient(config.rules().issuer()),
            new KeptValue<>(
                config.clientSecretId(),
                () -> client(secrets, config.clientSecretId()),
                SECRET_LIFETIME,
                clock),
            new KeptValue<>(
                config.redirectUrisParameter(),
                () -> redirectUris(parameters, config.redirectUrisParameter()),
                PARAMETER_LIFETIME,
                clock),
            new GrantedTokens(
                TokenVerifier.of(config.rules(), keys, clock), new IdTokenVerifier(keys), clock),
            config.refreshLifetime(),
            config.logoutParameter());
    return request -> answer(signIn, request);
  }

  private static ClientCredentials client(SecretsManagerClient secrets, String id) {
    String secret = secrets.getSecretValue(get -> get.secretId(id)).secretString();
    return Json.read(secret, ClientCredentials.class);
  }

  private static RedirectUris redirectUris(SsmClient parameters, String name) {
    return RedirectUris.parse(parameters.getParameter(get -> get.name(name)).parameter().value());
  }

  private static ApiResponse answer(SignIn signIn, ApiRequest request) {
    try {
      return switch (request.route()) {
        case "/auth/exchange" -> signIn.exchange(request);
        case "/auth/refresh" -> signIn.refresh(request);
        case "/auth/logout" -> signIn.logout(request);
        default -> throw new IllegalStateException("unknown route");
      };
    } catch (ValueUnavailableException _) {
      throw SignIn.unavailable();
    }
  }

  private static SecretsManagerClient secretsManager() {
    return SecretsManagerClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT))
        .build();
  }

  private static SsmClient ssm() {
    return SsmClient.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT))
        .build();
  }
}
