package dev.freshet.emulators.template;

/** Answers that show what was asked for. */
final class NamedAfterLogicalId implements PhysicalValues {
  @Override
  public String ref(String logicalId, String type) {
    return "ref:" + type + ":" + logicalId;
  }

  @Override
  public String attribute(String logicalId, String type, String attribute) {
    return "att:" + type + ":" + logicalId + ":" + attribute;
  }

  @Override
  public String secret(String id) {
    return "secret of " + id;
  }

  @Override
  public String region() {
    return "eu-west-1";
  }

  @Override
  public String accountId() {
    return "111122223333";
  }
}
