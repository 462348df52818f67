package dev.freshet.gateway.signin;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;

/** Secrets Manager and Parameter Store with one value each, until they are out of reach. */
final class ClientDoubles {
  volatile String secret = "{\"clientId\":\"page\",\"clientSecret\":\"first\"}";
  volatile boolean secretsAway;
  volatile boolean parametersAway;
  int secretReads;

  final SecretsManagerClient secrets =
      new SecretsManagerClient() {
        @Override
        public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
          secretReads++;
          refuseIf(secretsAway);
          return GetSecretValueResponse.builder().secretString(secret).build();
        }

        @Override
        public String serviceName() {
          return "secretsmanager";
        }

        @Override
        public void close() {}
      };

  final SsmClient parameters =
      new SsmClient() {
        @Override
        public GetParameterResponse getParameter(GetParameterRequest request) {
          refuseIf(parametersAway);
          return GetParameterResponse.builder()
              .parameter(it -> it.value("https://app.example/app/callback"))
              .build();
        }

        @Override
        public String serviceName() {
          return "ssm";
        }

        @Override
        public void close() {}
      };

  private static void refuseIf(boolean away) {
    if (away) {
      throw SdkClientException.create("out of reach");
    }
  }
}
