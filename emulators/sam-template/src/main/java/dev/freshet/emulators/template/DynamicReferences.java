package dev.freshet.emulators.template;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code {{resolve:secretsmanager:…}}} by the secret, as CloudFormation does when it makes
 * the resource. Whole secrets in their current version only.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html">Get
 *     a secret from Secrets Manager</a>
 */
final class DynamicReferences {
  /** A variable of {@code Fn::Sub} is replaced first: what has one is none yet. */
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{resolve:([a-z-]+):([^{}$]+)}}");

  private static final Pattern SECRET =
      Pattern.compile("(arn(?::[^:]*){6}|[^:]+)(?::(?:SecretString)?:*)?");

  private DynamicReferences() {}

  static String resolved(String text, PhysicalValues values, String path) {
    return text.contains("{{resolve:")
        ? REFERENCE
            .matcher(text)
            .replaceAll(match -> Matcher.quoteReplacement(value(match, values, path)))
        : text;
  }

  private static String value(MatchResult reference, PhysicalValues values, String path) {
    Matcher secret = SECRET.matcher(reference.group(2));
    if (!reference.group(1).equals("secretsmanager") || !secret.matches()) {
      throw new TemplateException(path, "only whole secrets of Secrets Manager can be resolved");
    }
    return values.secret(secret.group(1));
  }
}
