package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.CachePolicy;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is left of a viewer's {@code Accept-Encoding}: the formats that the cache policy enables, in
 * one spelling.
 *
 * @param text {@code br,gzip}, {@code gzip}, {@code br}, or empty if none of the enabled formats is
 *     accepted.
 * @param enabled whether the policy enables any format at all.
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html">Understand
 *     cache policies, "Compression support"</a>
 */
record AcceptEncoding(String text, boolean enabled) {
  private static final Pattern REFUSED = Pattern.compile(".*;q=0(\\.0*)?");

  static AcceptEncoding of(EdgeHeaders headers, CachePolicy policy) {
    List<String> accepted =
        headers.members("Accept-Encoding").stream()
            .map(member -> member.toLowerCase(Locale.ROOT).replace(" ", ""))
            .filter(member -> !REFUSED.matcher(member).matches())
            .map(member -> member.split(";", 2)[0])
            .toList();
    boolean brotli = policy.brotli() && accepted.contains("br");
    boolean gzip = policy.gzip() && accepted.contains("gzip");
    String text = brotli && gzip ? "br,gzip" : brotli ? "br" : gzip ? "gzip" : "";
    return new AcceptEncoding(text, policy.brotli() || policy.gzip());
  }

  boolean gzip() {
    return text.endsWith("gzip");
  }
}
