package dev.freshet.table.write;

import dev.freshet.domain.ProductId;
import dev.freshet.domain.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A user's request for an order.
 *
 * @param idempotencyKey the client's name for it: the same for the same request sent again
 */
public record PlaceOrder(
    UserId user, String idempotencyKey, List<Line> lines, String correlationId) {

  /** Their products are read in one BatchGetItem, which takes 100 keys. */
  public static final int MOST_LINES = 25;

  public static final int MOST_PIECES = 99;

  public PlaceOrder {
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.size() > MOST_LINES) {
      throw new IllegalArgumentException("an order must have 1 to " + MOST_LINES + " lines");
    }
  }

  /** So many pieces of one product. */
  public record Line(ProductId productId, int quantity) {
    public Line {
      if (quantity < 1 || quantity > MOST_PIECES) {
        throw new IllegalArgumentException("a line must have 1 to " + MOST_PIECES + " pieces");
      }
    }
  }

  /** The same for requests that ask for the same. */
  String hash() {
    String canonical =
        lines.stream()
            .map(line -> line.productId() + " " + line.quantity())
            .collect(Collectors.joining("\n"));
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(canonical.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }
}
