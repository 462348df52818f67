package dev.freshet.emulators.template;

/**
 * What {@code Ref} and {@code Fn::GetAtt} answer for a resource, and the pseudo parameters: on AWS
 * the stack's business, here that of the system that stands in for it. Asked only when a property
 * that holds such a reference is read.
 */
public interface PhysicalValues {

  /**
   * What {@code Ref} of a resource yields.
   *
   * @param type as in {@code AWS::SQS::Queue}, whose {@code Ref} is the queue's URL
   */
  String ref(String logicalId, String type);

  /**
   * What {@code Fn::GetAtt} of a resource yields.
   *
   * @param attribute as in {@code Arn}, or with dots as in {@code Endpoint.Address}
   */
  String attribute(String logicalId, String type, String attribute);

  /**
   * What a dynamic reference to a secret of Secrets Manager yields.
   *
   * @param id the secret's name or ARN
   */
  default String secret(String id) {
    throw new UnsupportedOperationException("no Secrets Manager holds the secret " + id);
  }

  /** {@code AWS::Region}. */
  default String region() {
    return "us-east-1";
  }

  /** {@code AWS::AccountId}. */
  default String accountId() {
    return "000000000000";
  }

  /** {@code AWS::StackName}. */
  default String stackName() {
    return "freshet";
  }
}
