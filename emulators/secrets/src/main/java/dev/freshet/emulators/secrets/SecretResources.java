package dev.freshet.emulators.secrets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.PhysicalValues;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import java.security.SecureRandom;
import java.util.stream.Collectors;

/**
 * Makes the template's secrets and parameters.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html">AWS::SecretsManager::Secret</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html">AWS::SSM::Parameter</a>
 */
public final class SecretResources {
  private static final String SECRET = "AWS::SecretsManager::Secret";
  private static final String PARAMETER = "AWS::SSM::Parameter";
  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** What Secrets Manager generates where the template says nothing. */
  private static final int DEFAULT_LENGTH = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private SecretResources() {}

  /** Stores each of them with the value that the template gives it. */
  public static void create(Template template, PhysicalValues values, SecretStore store) {
    for (Resource secret : template.ofType(SECRET)) {
      String arn = values.ref(secret.logicalId(), SECRET);
      String name = secret.properties().text("Name", arn.substring(arn.lastIndexOf(':') + 1));
      store.putSecret(name, arn, secretString(secret.properties()));
    }
    for (Resource parameter : template.ofType(PARAMETER)) {
      Node properties = parameter.properties();
      store.putParameter(
          properties.text("Name", values.ref(parameter.logicalId(), PARAMETER)),
          properties.text("Value"));
    }
  }

  private static String secretString(Node secret) {
    return secret
        .find("GenerateSecretString")
        .map(SecretResources::generated)
        .orElseGet(() -> secret.text("SecretString", ""));
  }

  /** Letters and digits only, which every set of excluded punctuation allows. */
  private static String generated(Node rule) {
    int length = rule.find("PasswordLength").map(Node::integer).orElse(DEFAULT_LENGTH);
    String password =
        RANDOM
            .ints(length, 0, CHARACTERS.length())
            .mapToObj(index -> CHARACTERS.substring(index, index + 1))
            .collect(Collectors.joining());
    return rule.find("GenerateStringKey")
        .map(key -> around(rule.text("SecretStringTemplate"), key.text(), password))
        .orElse(password);
  }

  private static String around(String template, String key, String password) {
    if (Json.parseOrText(template) instanceof ObjectNode object) {
      return object.put(key, password).toString();
    }
    throw new IllegalArgumentException("SecretStringTemplate must be a JSON object");
  }
}
