package dev.freshet.viewcache.elasticache;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 4 in the query of a URL, for {@code GET /} without a body (<a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 * a signed AWS API request</a>).
 */
record Presigner(String region, String service, Credentials credentials, Instant now) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

  /** The parameters with those of the signature, encoded. */
  String query(String host, SortedMap<String, String> parameters, Duration life) {
    SortedMap<String, String> all = new TreeMap<>(parameters);
    all.put("X-Amz-Algorithm", ALGORITHM);
    all.put("X-Amz-Credential", credentials.accessKeyId() + "/" + scope());
    all.put("X-Amz-Date", TIME.format(now));
    all.put("X-Amz-Expires", Long.toString(life.toSeconds()));
    all.put("X-Amz-SignedHeaders", "host");
    credentials.sessionToken().ifPresent(token -> all.put("X-Amz-Security-Token", token));
    String query = encoded(all);
    return query + "&X-Amz-Signature=" + signature(host, query);
  }

  private String signature(String host, String query) {
    String request = String.join("\n", "GET", "/", query, "host:" + host, "", "host", sha256(""));
    String toSign = String.join("\n", ALGORITHM, TIME.format(now), scope(), sha256(request));
    byte[] key = bytes("AWS4" + credentials.secretAccessKey());
    for (String part : new String[] {DAY.format(now), region, service, "aws4_request", toSign}) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(key);
  }

  private String scope() {
    return String.join("/", DAY.format(now), region, service, "aws4_request");
  }

  private static String encoded(SortedMap<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** As RFC 3986 encodes, where Java encodes as an HTML form does. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
