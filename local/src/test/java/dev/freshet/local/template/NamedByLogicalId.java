package dev.freshet.local.template;

import dev.freshet.emulators.template.PhysicalValues;

/** Answers that show what was asked for. */
final class NamedByLogicalId implements PhysicalValues {
  @Override
  public String secret(String id) {
    return "secret:" + id;
  }

  @Override
  public String ref(String logicalId, String type) {
    return type.equals("AWS::SecretsManager::Secret")
        ? "arn:aws:secretsmanager:us-east-1:000000000000:secret:" + logicalId
        : "ref:" + type + ":" + logicalId;
  }

  @Override
  public String attribute(String logicalId, String type, String attribute) {
    return "att:" + type + ":" + logicalId + ":" + attribute;
  }
}
