package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.CacheBehavior;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses what the origin left uncompressed. Gzip only: the JDK has no Brotli encoder.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html">Serve
 *     compressed files</a>
 */
final class Compression {
  /** Bytes. */
  private static final long SMALLEST = 1_000;

  /** Bytes. */
  private static final long LARGEST = 10_000_000;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private static final Set<Integer> STATUSES = Set.of(200, 403, 404);

  private static final Set<String> TYPES =
      Set.of(
          "application/dash+xml",
          "application/eot",
          "application/font",
          "application/font-sfnt",
          "application/javascript",
          "application/json",
          "application/opentype",
          "application/otf",
          "application/pkcs7-mime",
          "application/protobuf",
          "application/rss+xml",
          "application/truetype",
          "application/ttf",
          "application/vnd.apple.mpegurl",
          "application/vnd.mapbox-vector-tile",
          "application/vnd.ms-fontobject",
          "application/wasm",
          "application/x-font-opentype",
          "application/x-font-truetype",
          "application/x-font-ttf",
          "application/x-httpd-cgi",
          "application/x-javascript",
          "application/x-mpegurl",
          "application/x-opentype",
          "application/x-otf",
          "application/x-perl",
          "application/x-ttf",
          "application/xhtml+xml",
          "application/xml",
          "font/eot",
          "font/opentype",
          "font/otf",
          "font/ttf",
          "image/svg+xml",
          "text/css",
          "text/csv",
          "text/html",
          "text/javascript",
          "text/js",
          "text/plain",
          "text/richtext",
          "text/tab-separated-values",
          "text/x-component",
          "text/x-java-source",
          "text/x-script",
          "text/xml",
          "vnd.apple.mpegurl");

  private Compression() {}

  /** The answer compressed, or as it is where a rule speaks against it. */
  static EdgeResponse of(EdgeResponse answer, ViewerRequest request, CacheBehavior behavior) {
    boolean wanted =
        request.isGet()
            && behavior.compress()
            && !behavior.cachePolicy().cachingDisabled()
            && AcceptEncoding.of(request.headers(), behavior.cachePolicy()).gzip();
    return wanted && compressible(answer) ? compressed(answer) : answer;
  }

  private static boolean compressible(EdgeResponse answer) {
    EdgeHeaders headers = answer.headers();
    String type = headers.first("Content-Type").orElse("").split(";", 2)[0].strip();
    return STATUSES.contains(answer.status())
        && !headers.has("Content-Encoding")
        && TYPES.contains(type.toLowerCase(Locale.ROOT))
        && sizeIsRight(headers.first("Content-Length").orElse(""));
  }

  private static boolean sizeIsRight(String length) {
    if (!NUMBER.matcher(length).matches()) {
      return false;
    }
    long size = Long.parseLong(length);
    return size >= SMALLEST && size <= LARGEST;
  }

  private static EdgeResponse compressed(EdgeResponse answer) {
    byte[] body = gzip(answer.body().bytes());
    EdgeHeaders headers =
        weakened(answer.headers())
            .with("Content-Length", String.valueOf(body.length))
            .with("Content-Encoding", "gzip");
    EdgeHeaders varying =
        headers.members("Vary").stream().anyMatch("Accept-Encoding"::equalsIgnoreCase)
            ? headers
            : headers.plus("Vary", "Accept-Encoding");
    return new EdgeResponse(answer.status(), varying, ContentBody.of(body));
  }

  /** A strong validator becomes a weak one; what is no validator is removed. */
  private static EdgeHeaders weakened(EdgeHeaders headers) {
    String etag = headers.first("ETag").orElse("");
    if (etag.startsWith("\"")) {
      return headers.with("ETag", "W/" + etag);
    }
    return etag.startsWith("W/") ? headers : headers.without("ETag");
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
