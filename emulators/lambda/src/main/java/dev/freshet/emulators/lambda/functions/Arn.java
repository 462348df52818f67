package dev.freshet.emulators.lambda.functions;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An Amazon Resource Name: {@code arn:partition:service:region:account:resource}. */
public record Arn(
    String partition, String service, String region, String account, String resource) {

  private static final Pattern SHAPE =
      Pattern.compile("arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)", Pattern.DOTALL);

  /**
   * Reads an ARN.
   *
   * @throws IllegalArgumentException if {@code text} is not one
   */
  public static Arn parse(String text) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not an ARN: " + text);
    }
    return new Arn(parts.group(1), parts.group(2), parts.group(3), parts.group(4), parts.group(5));
  }

  /**
   * The resource's own name: the queue's, the function's without its qualifier, the bus's, the
   * table's.
   */
  public String name() {
    String[] parts = resource.split("[:/]", -1);
    return parts.length == 1 ? parts[0] : parts[1];
  }

  @Override
  public String toString() {
    return String.join(":", "arn", partition, service, region, account, resource);
  }
}
