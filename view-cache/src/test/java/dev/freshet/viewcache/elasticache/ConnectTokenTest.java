package dev.freshet.viewcache.elasticache;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

class ConnectTokenTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Credentials OF_A_USER =
      new Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", Optional.empty());
  private static final Credentials OF_A_ROLE =
      new Credentials(
          "ASIAEXAMPLE",
          "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
          Optional.of("IQoJb3JpZ2lu+/ab c*~=="));

  private static ConnectToken token(boolean serverless, Credentials credentials) {
    return new ConnectToken(
        "freshet", "Freshet-1a", serverless, "eu-west-1", credentials, InstantSource.fixed(NOW));
  }

  @Test
  void isARequestToConnectThatIsGoodForFifteenMinutes() {
    assertThat(token(true, OF_A_USER).get())
        .startsWith(
            "freshet-1a/?Action=connect&ResourceType=ServerlessCache&User=freshet"
                + "&X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=AKIDEXAMPLE%2F20260102%2Feu-west-1%2Felasticache%2Faws4_request"
                + "&X-Amz-Date=20260102T030405Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=")
        .matches(".*&X-Amz-Signature=[0-9a-f]{64}");
  }

  @Test
  void namesTheTypeOfAServerlessCacheOnly() {
    assertThat(token(false, OF_A_USER).get()).doesNotContain("ResourceType");
  }

  @Test
  void isAnotherOneLater() {
    ConnectToken later =
        new ConnectToken(
            "freshet",
            "Freshet-1a",
            true,
            "eu-west-1",
            OF_A_USER,
            InstantSource.fixed(NOW.plusSeconds(1)));
    assertThat(later.get()).isNotEqualTo(token(true, OF_A_USER).get());
  }

  @Test
  void isSignedAsTheSdkSigns() {
    assertThat(signature(token(true, OF_A_USER).get()))
        .isEqualTo(signature(signedBySdk(true, OF_A_USER)));
    assertThat(signature(token(false, OF_A_USER).get()))
        .isEqualTo(signature(signedBySdk(false, OF_A_USER)));
  }

  @Test
  void isSignedAsTheSdkSignsForARoleToo() {
    String token = token(true, OF_A_ROLE).get();
    assertThat(token).contains("&X-Amz-Security-Token=IQoJb3JpZ2lu%2B%2Fab%20c%2A~%3D%3D&");
    assertThat(signature(token)).isEqualTo(signature(signedBySdk(true, OF_A_ROLE)));
  }

  @Test
  void noTextOfItHoldsASecret() {
    assertThat(token(true, OF_A_ROLE).toString()).doesNotContain("wJalr").doesNotContain("IQoJ");
    assertThat(OF_A_ROLE.toString()).doesNotContain("wJalr").doesNotContain("IQoJ");
  }

  private static String signature(String request) {
    return request.replaceFirst(".*X-Amz-Signature=([0-9a-f]+).*", "$1");
  }

  private static String signedBySdk(boolean serverless, Credentials credentials) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create("https://freshet-1a/"))
            .putRawQueryParameter("Action", "connect")
            .putRawQueryParameter("User", "freshet");
    if (serverless) {
      request.putRawQueryParameter("ResourceType", "ServerlessCache");
    }
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(sign ->
                sign.identity(identity(credentials))
                    .request(request.build())
                    .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "elasticache")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                    .putProperty(
                        AwsV4FamilyHttpSigner.AUTH_LOCATION,
                        AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, ConnectToken.LIFE)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)));
    return signed.request().getUri().toString();
  }

  private static AwsCredentialsIdentity identity(Credentials credentials) {
    return credentials
        .sessionToken()
        .<AwsCredentialsIdentity>map(session ->
            AwsSessionCredentialsIdentity.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), session))
        .orElseGet(() ->
            AwsCredentialsIdentity.create(
                credentials.accessKeyId(), credentials.secretAccessKey()));
  }
}
