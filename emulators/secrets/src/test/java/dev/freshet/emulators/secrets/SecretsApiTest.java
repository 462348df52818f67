package dev.freshet.emulators.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Template;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InternalServiceErrorException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

class SecretsApiTest {
  private static final String TEMPLATE =
      """
      Resources:
        Given:
          Type: AWS::SecretsManager::Secret
          Properties: {Name: shop/given, SecretString: hush}
        Generated:
          Type: AWS::SecretsManager::Secret
          Properties:
            GenerateSecretString:
              SecretStringTemplate: '{"user": "shop"}'
              GenerateStringKey: key
              PasswordLength: 40
        Flags:
          Type: AWS::SSM::Parameter
          Properties: {Name: /shop/flags, Type: String, Value: "a,b"}
      """;

  private final SecretStore store = new SecretStore();
  private final WebServer server =
      WebServer.builder()
          .address(InetAddress.getLoopbackAddress())
          .shutdownHook(false)
          .routing(routing -> routing.register(new SecretsApi(store)))
          .build()
          .start();
  private final SecretsManagerClient secrets =
      SecretsManagerClient.builder()
          .httpClient(UrlConnectionHttpClient.create())
          .endpointOverride(endpoint())
          .region(Region.US_EAST_1)
          .credentialsProvider(credentials())
          .build();
  private final SsmClient parameters =
      SsmClient.builder()
          .httpClient(UrlConnectionHttpClient.create())
          .endpointOverride(endpoint())
          .region(Region.US_EAST_1)
          .credentialsProvider(credentials())
          .build();

  @BeforeEach
  void deploy(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("template.yaml"), TEMPLATE);
    SecretResources.create(Template.read(file, Map.of(), new Names()), new Names(), store);
  }

  @AfterEach
  void stop() {
    secrets.close();
    parameters.close();
    server.stop();
  }

  @Test
  void aSecretIsFoundByItsNameAndByItsArn() {
    assertThat(secret("shop/given")).isEqualTo("hush");
    assertThat(secret("arn:Given")).isEqualTo("hush");
  }

  @Test
  void aRotatedSecretIsAnsweredInItsNewVersion() {
    store.rotate("shop/given", "hush2");

    assertThat(secret("arn:Given")).isEqualTo("hush2");
  }

  @Test
  void aGeneratedSecretStandsInItsTemplateWithTheLengthThatWasAskedFor() {
    assertThat(secret("arn:Generated"))
        .matches("\\{\"user\":\"shop\",\"key\":\"[A-Za-z0-9]{40}\"}");
  }

  @Test
  void anUnknownSecretIsNotFound() {
    assertThatThrownBy(() -> secret("other")).isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aParameterIsFoundByItsName() {
    assertThat(parameters.getParameter(request -> request.name("/shop/flags")).parameter().value())
        .isEqualTo("a,b");
    assertThatThrownBy(() -> parameters.getParameter(request -> request.name("/other")))
        .isInstanceOf(ParameterNotFoundException.class);
  }

  @Test
  void anUnavailableStoreAnswersWithAnInternalError() {
    store.unavailable(true);

    assertThatThrownBy(() -> secret("shop/given"))
        .isInstanceOf(InternalServiceErrorException.class);
  }

  private String secret(String id) {
    return secrets.getSecretValue(request -> request.secretId(id)).secretString();
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
  }

  private static final class Names implements PhysicalValues {
    @Override
    public String ref(String logicalId, String type) {
      return "arn:" + logicalId;
    }

    @Override
    public String attribute(String logicalId, String type, String attribute) {
      return logicalId;
    }
  }
}
